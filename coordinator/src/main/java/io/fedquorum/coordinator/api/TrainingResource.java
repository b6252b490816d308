package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.history.RoundHistory;
import io.fedquorum.coordinator.history.WorkerHistory;
import io.fedquorum.coordinator.runtime.Trainings;
import io.fedquorum.coordinator.security.Roles;
import io.fedquorum.coordinator.training.TrainingRequest;
import io.fedquorum.coordinator.verification.JobVerdict;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/trainings}: launching and looking at trainings. */
@Path("/api/v1/trainings")
@Tag(name = "trainings")
@Produces(MediaType.APPLICATION_JSON)
public class TrainingResource {
  private final Trainings trainings;
  private final TrainingViews views;

  @Inject
  TrainingResource(Trainings trainings, TrainingViews views) {
    this.trainings = trainings;
    this.views = views;
  }

  /** Creates a training; its funding begins at once. */
  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a training; its funding begins at once")
  @APIResponse(responseCode = "201", description = "The training")
  @APIResponse(responseCode = "400", description = "It can't run as asked; nothing is stored")
  public Response create(TrainingRequest request) {
    if (request == null) {
      throw ApiException.of(400, "the body must be a training in JSON");
    }
    String id = trainings.create(request.toSpec());
    return Response.created(URI.create("/api/v1/trainings/" + id))
        .entity(views.view(trainings.get(id)))
        .build();
  }

  /** All trainings, newest first. */
  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER})
  @Operation(summary = "All trainings, newest first")
  public List<TrainingView> list() {
    return trainings.all().stream().map(views::view).toList();
  }

  /** One training. */
  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER})
  @Operation(summary = "One training")
  @APIResponse(responseCode = "404", description = "No such training")
  public TrainingView show(@PathParam("id") String id) {
    return views.view(trainings.get(id));
  }

  /** Begins no further round. */
  @POST
  @Path("/{id}/pause")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Begin no further round; the one in hand is finished")
  @APIResponse(responseCode = "409", description = "It is not running")
  public TrainingView pause(@PathParam("id") String id) {
    trainings.pause(id);
    return show(id);
  }

  /** Goes on. */
  @POST
  @Path("/{id}/resume")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Go on with a paused training, or try a failed step again")
  @APIResponse(responseCode = "409", description = "It is over")
  public TrainingView resume(@PathParam("id") String id) {
    trainings.resume(id);
    return show(id);
  }

  /** Ends the training. */
  @POST
  @Path("/{id}/cancel")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "End the training after the round in hand and refund what is left")
  @APIResponse(responseCode = "409", description = "It is over")
  public TrainingView cancel(@PathParam("id") String id) {
    trainings.cancel(id);
    return show(id);
  }

  /** The rounds in numbers. */
  @GET
  @Path("/{id}/rounds")
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER})
  @Operation(summary = "The rounds in numbers")
  public List<RoundHistory> rounds(@PathParam("id") String id) {
    return views.history(trainings.get(id).id()).rounds();
  }

  /** One round in numbers. */
  @GET
  @Path("/{id}/rounds/{round}")
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER})
  @Operation(summary = "One round in numbers")
  @APIResponse(responseCode = "404", description = "No such round yet")
  public RoundHistory round(@PathParam("id") String id, @PathParam("round") int round) {
    return rounds(id).stream()
        .filter(candidate -> candidate.round() == round)
        .findFirst()
        .orElseThrow(() -> ApiException.of(404, "round '" + round + "' is not opened yet"));
  }

  /** The jobs of a round. */
  @GET
  @Path("/{id}/rounds/{round}/jobs")
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER})
  @Operation(summary = "The jobs of a round: data, workers, verdicts as far as they are found")
  @APIResponse(responseCode = "404", description = "No such round yet")
  public List<JobView> jobs(@PathParam("id") String id, @PathParam("round") int round) {
    round(id, round);
    return views.jobs(id, round);
  }

  /** The verdicts of a round's jobs. */
  @GET
  @Path("/{id}/rounds/{round}/verdicts")
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER})
  @Operation(summary = "The verdicts of a round's jobs, as far as they are found")
  public List<JobVerdict> verdicts(@PathParam("id") String id, @PathParam("round") int round) {
    round(id, round);
    return views.history(id).verdicts(round);
  }

  /** What each worker answered, earned and lost. */
  @GET
  @Path("/{id}/payments")
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER})
  @Operation(summary = "What each worker answered, earned and lost")
  public List<WorkerHistory> payments(@PathParam("id") String id) {
    return views.history(trainings.get(id).id()).workers();
  }
}
