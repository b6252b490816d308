package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.runtime.NetworkWatch;
import io.fedquorum.coordinator.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/network}: the chain as the coordinator sees it. */
@Path("/api/v1/network")
@Tag(name = "network")
@Produces(MediaType.APPLICATION_JSON)
public class NetworkResource {
  private final NetworkWatch network;

  @Inject
  NetworkResource(NetworkWatch network) {
    this.network = network;
  }

  /** The chain as the coordinator sees it. */
  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER})
  @Operation(summary = "Client, newest block, validators, and who sealed the last blocks")
  @APIResponse(responseCode = "503", description = "No node answers")
  public NetworkWatch.View show() {
    return network.look();
  }
}
