package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.chain.DeploymentSource;
import io.fedquorum.protocol.DeploymentInfo;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/deployment}: what a worker must know before it joins. */
@Path("/api/v1/deployment")
@Tag(name = "deployment")
public class DeploymentResource {
  private final DeploymentSource source;

  DeploymentResource(DeploymentSource source) {
    this.source = source;
  }

  /** Chain, contracts, data and numeric profile of this coordinator. */
  @GET
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Chain, contracts, data and numeric profile of this coordinator")
  @APIResponse(responseCode = "200", description = "The deployment")
  @APIResponse(responseCode = "503", description = "The coordinator is not connected yet")
  public DeploymentInfo deployment() {
    return source
        .deployment()
        .orElseThrow(() -> ApiException.of(503, "the coordinator is not connected to a chain yet"));
  }
}
