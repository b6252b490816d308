package io.fedquorum.coordinator.api;

import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.coordinator.runtime.Members;
import io.fedquorum.coordinator.security.Roles;
import io.fedquorum.protocol.Address;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/workers}: the registry's members and its allow-list. */
@Path("/api/v1/workers")
@Tag(name = "workers")
@Produces(MediaType.APPLICATION_JSON)
public class WorkerResource {
  /**
   * A change of the allow-list.
   *
   * @param address the worker
   * @param approved whether it may join
   * @param transaction hash of the mined transaction
   */
  public record Permission(Address address, boolean approved, String transaction) {}

  private final Members members;

  @Inject
  WorkerResource(Members members) {
    this.members = members;
  }

  /** The registry's members now. */
  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER})
  @Operation(summary = "The registry's members now")
  public List<WorkerRecord> list() {
    return members.all();
  }

  /** Puts a worker on the allow-list. */
  @POST
  @Path("/{address}/approve")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Put a worker on the allow-list; answers when it is mined")
  @APIResponse(responseCode = "400", description = "Not an address")
  public Permission approve(@PathParam("address") String address) {
    Address worker = Address.of(address);
    return new Permission(worker, true, members.approve(worker).value());
  }

  /** Takes a worker off the allow-list. */
  @POST
  @Path("/{address}/revoke")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Take a worker off the allow-list; answers when it is mined")
  @APIResponse(responseCode = "400", description = "Not an address")
  public Permission revoke(@PathParam("address") String address) {
    Address worker = Address.of(address);
    return new Permission(worker, false, members.revoke(worker).value());
  }
}
