package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.artifact.CheckedArtifact;
import io.fedquorum.coordinator.artifact.UploadListener;
import io.fedquorum.coordinator.artifact.UploadPolicy;
import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.security.Roles;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/artifacts/{digest}}: content-addressed bytes. */
@Path("/api/v1/artifacts/{digest}")
@Tag(name = "artifacts")
public class ArtifactResource {
  private static final long LONGEST_TRAINING_MILLIS = 86_400_000;
  private final ArtifactStore store;
  private final UploadPolicy policy;
  private final UploadListener listener;
  private final SecurityIdentity caller;
  private final UploadPlaces uploads;
  private final double maxNorm;

  ArtifactResource(
      ArtifactStore store,
      UploadPolicy policy,
      UploadListener listener,
      SecurityIdentity caller,
      UploadPlaces uploads,
      FedqConfig settings) {
    this.store = store;
    this.policy = policy;
    this.listener = listener;
    this.caller = caller;
    this.maxNorm = settings.artifacts().maxNorm();
    this.uploads = uploads;
  }

  /** The bytes. */
  @GET
  @RolesAllowed({Roles.WORKER, Roles.OPERATOR, Roles.RESEARCHER})
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "The bytes that have this SHA-256")
  @APIResponse(responseCode = "200", description = "The bytes")
  @APIResponse(responseCode = "404", description = "No such artifact")
  public Response get(@PathParam("digest") String digest) {
    Digest wanted = new Digest(digest);
    InputStream bytes = store.open(wanted).orElseThrow(() -> missing(wanted));
    return described(Response.ok(bytes), wanted);
  }

  /** Length and identity without the bytes. */
  @HEAD
  @RolesAllowed({Roles.WORKER, Roles.OPERATOR, Roles.RESEARCHER})
  @Operation(summary = "Whether the artifact is there, and its length")
  @APIResponse(responseCode = "200", description = "It is there")
  @APIResponse(responseCode = "404", description = "No such artifact")
  public Response head(@PathParam("digest") String digest) {
    Digest wanted = new Digest(digest);
    if (!store.has(wanted)) {
      throw missing(wanted);
    }
    return described(Response.ok(), wanted);
  }

  /** Takes a result that this worker owes; the length is checked before the body is read. */
  @PUT
  @RolesAllowed(Roles.WORKER)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "Upload a result that this worker has revealed")
  @APIResponse(responseCode = "201", description = "Stored")
  @APIResponse(responseCode = "204", description = "It was there already")
  @APIResponse(responseCode = "403", description = "This worker does not owe this artifact")
  @APIResponse(responseCode = "411", description = "The Content-Length header is missing")
  @APIResponse(responseCode = "413", description = "The Content-Length is not the model's")
  @APIResponse(responseCode = "422", description = "The bytes are not that artifact")
  @APIResponse(responseCode = "429", description = "Too many requests, or too many uploads now")
  public Response put(
      @PathParam("digest") String digest,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length,
      @HeaderParam("X-Fedquorum-Training-Millis") Long trainingMillis,
      @Context RoutingContext exchange,
      InputStream body) {
    Digest expected = new Digest(digest);
    Address worker = new Address(caller.getPrincipal().getName());
    int allowed;
    ModelSpec model;
    try {
      model = policy.allowed(worker, expected).orElseThrow(() -> notOwed(expected));
      allowed = requireLength(model, length);
    } catch (ApiException e) {
      UnreadBody.closeAfterAnswer(exchange);
      throw e;
    }
    if (store.has(expected)) {
      UnreadBody.closeAfterAnswer(exchange);
      listener.uploaded(worker, expected, millis(trainingMillis));
      return Response.noContent().build();
    }
    try {
      receive(expected, allowed, new CheckedArtifact(model, maxNorm, body));
    } catch (RuntimeException e) {
      UnreadBody.closeAfterAnswer(exchange);
      throw e;
    }
    listener.uploaded(worker, expected, millis(trainingMillis));
    return Response.status(Response.Status.CREATED).build();
  }

  /** Streams to the disk; the store gives the bytes their name when length and digest are right. */
  private void receive(Digest digest, int length, InputStream bytes) {
    uploads.take();
    try {
      store.put(digest, length, bytes);
    } finally {
      uploads.leave();
    }
  }

  private static int requireLength(ModelSpec model, Long length) {
    int allowed = ModelArtifact.length(model);
    if (length == null) {
      throw ApiException.of(411, "Content-Length is missing, must be " + allowed);
    }
    if (length != allowed) {
      throw ApiException.of(
          413, "Content-Length %d must be %d for %s".formatted(length, allowed, model.name()));
    }
    return allowed;
  }

  private static OptionalLong millis(Long claimed) {
    return claimed == null || claimed < 0 || claimed > LONGEST_TRAINING_MILLIS
        ? OptionalLong.empty()
        : OptionalLong.of(claimed);
  }

  private Response described(Response.ResponseBuilder answer, Digest digest) {
    return answer
        .header(HttpHeaders.CONTENT_LENGTH, store.size(digest).orElseThrow())
        .header(HttpHeaders.ETAG, "\"" + digest + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
        .header("X-Fedquorum-Cid", digest.cid())
        .build();
  }

  private static ApiException missing(Digest digest) {
    return ApiException.of(404, "artifact " + digest + " is not here");
  }

  private static ApiException notOwed(Digest digest) {
    return ApiException.of(
        403, "artifact " + digest + " is not one that this worker has revealed and still owes");
  }
}
