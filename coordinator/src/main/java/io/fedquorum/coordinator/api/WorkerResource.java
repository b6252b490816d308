package io.fedquorum.coordinator.api;

import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.coordinator.runtime.Members;
import io.fedquorum.coordinator.security.Roles;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
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

  /**
   * Several workers.
   *
   * @param workers 1 to 10,000 addresses
   */
  public record Workers(List<Address> workers) {
    public Workers {
      int count = workers == null ? 0 : workers.size();
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException(
            "workers '%d' must be 1 to %d addresses".formatted(count, MOST));
      }
      workers = List.copyOf(workers);
    }
  }

  /**
   * A change of the allow-list for several workers.
   *
   * @param workers how many
   * @param approved whether they may join
   * @param transactions hashes of the mined transactions
   */
  public record Permissions(int workers, boolean approved, List<String> transactions) {
    public Permissions {
      transactions = List.copyOf(transactions);
    }
  }

  private static final int MOST = 10_000;

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

  /** Puts several workers on the allow-list. */
  @POST
  @Path("/approve")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Put several workers on the allow-list; answers when it is mined")
  @APIResponse(responseCode = "400", description = "Not a list of addresses")
  public Permissions approveAll(Workers wanted) {
    return change(wanted, true);
  }

  /** Takes several workers off the allow-list. */
  @POST
  @Path("/revoke")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Take several workers off the allow-list; answers when it is mined")
  @APIResponse(responseCode = "400", description = "Not a list of addresses")
  public Permissions revokeAll(Workers wanted) {
    return change(wanted, false);
  }

  private Permissions change(Workers wanted, boolean approved) {
    List<String> transactions =
        members.change(wanted.workers(), approved).stream().map(Bytes32::value).toList();
    return new Permissions(wanted.workers().size(), approved, transactions);
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
