package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.eventlog.EventLog;
import io.fedquorum.coordinator.security.Roles;
import io.fedquorum.coordinator.training.TrainingRepository;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** {@code /api/v1/trainings/{id}/events}: the event log of a training. */
@Path("/api/v1/trainings/{id}/events")
@Tag(name = "events")
public class EventResource {
  /** JSON lines. */
  static final String NDJSON = "application/x-ndjson";

  private final EventLog log;
  private final EventStream stream;
  private final TrainingRepository trainings;

  EventResource(EventLog log, EventStream stream, TrainingRepository trainings) {
    this.log = log;
    this.stream = stream;
    this.trainings = trainings;
  }

  /** The log as stored, one event a line. */
  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER})
  @Produces(NDJSON)
  @Operation(summary = "The event log, one event a line, exactly as stored")
  @APIResponse(responseCode = "200", description = "JSON lines in order")
  @APIResponse(responseCode = "404", description = "No such training")
  public Response export(
      @PathParam("id") String id, @QueryParam("from") @DefaultValue("1") String from) {
    requireTraining(id);
    long first = sequence("from", from, 1);
    StreamingOutput lines =
        out -> {
          long next = first;
          for (List<String> page = log.lines(id, next);
              !page.isEmpty();
              page = log.lines(id, next)) {
            for (String line : page) {
              out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            next += page.size();
          }
        };
    return Response.ok(lines).build();
  }

  /** New events as they come, after those already there. */
  @GET
  @Path("/stream")
  @Blocking
  @RolesAllowed({Roles.OPERATOR, Roles.RESEARCHER})
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(summary = "The event log as server-sent events; goes on after Last-Event-ID")
  @APIResponse(responseCode = "200", description = "Events; the id is the sequence number")
  @APIResponse(responseCode = "404", description = "No such training")
  public Multi<OutboundSseEvent> stream(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") @DefaultValue("0") String last,
      @Context Sse sse) {
    requireTraining(id);
    return stream.from(id, sequence("Last-Event-ID", last, 0) + 1, sse);
  }

  private void requireTraining(String id) {
    if (trainings.find(id).isEmpty()) {
      throw ApiException.of(404, "training '" + id + "' is not here");
    }
  }

  private static long sequence(String name, String text, long least) {
    if (!text.matches("[0-9]{1,15}") || Long.parseLong(text) < least) {
      throw ApiException.of(400, "%s '%s' must be a number from %d".formatted(name, text, least));
    }
    return Long.parseLong(text);
  }
}
