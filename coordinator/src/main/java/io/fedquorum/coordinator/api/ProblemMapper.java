package io.fedquorum.coordinator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.coordinator.artifact.ArtifactRejectedException;
import io.fedquorum.coordinator.artifact.ArtifactStoreException;
import io.fedquorum.coordinator.runtime.UnknownTrainingException;
import io.fedquorum.coordinator.security.IssuerUnavailableException;
import io.fedquorum.coordinator.security.TooManyRequestsException;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import io.fedquorum.coordinator.training.TrainingConflictException;
import io.fedquorum.protocol.MalformedArtifactException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one map from exceptions to answers. A domain exception gets its status by a line here. */
public class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final Map<Class<? extends Throwable>, Integer> STATUS =
      Map.ofEntries(
          Map.entry(IllegalArgumentException.class, 400),
          Map.entry(UnauthorizedException.class, 401),
          Map.entry(AuthenticationFailedException.class, 401),
          Map.entry(ForbiddenException.class, 403),
          Map.entry(InvalidTrainingException.class, 400),
          Map.entry(UnknownTrainingException.class, 404),
          Map.entry(TrainingConflictException.class, 409),
          Map.entry(ArtifactRejectedException.class, 422),
          Map.entry(MalformedArtifactException.class, 422),
          Map.entry(TooManyRequestsException.class, 429),
          Map.entry(TransactionRefusedException.class, 502),
          Map.entry(IssuerUnavailableException.class, 503),
          Map.entry(ChainUnavailableException.class, 503),
          Map.entry(ArtifactStoreException.class, 507));

  /** Answers with problem details. The listed types are those that the framework maps itself. */
  @ServerExceptionMapper({
    Throwable.class,
    WebApplicationException.class,
    NotFoundException.class,
    AuthenticationFailedException.class,
    UnauthorizedException.class,
    ForbiddenException.class,
    MismatchedInputException.class
  })
  public Response answer(Throwable fault) {
    if (fault instanceof ApiException refused) {
      return Problem.of(refused.status(), refused.getMessage()).response();
    }
    if (fault instanceof JsonProcessingException json) {
      return Problem.of(400, json(json)).response();
    }
    if (fault instanceof WebApplicationException web) {
      return web(web);
    }
    return domain(fault);
  }

  private static String json(JsonProcessingException fault) {
    String what = fault.getOriginalMessage().lines().findFirst().orElse("unreadable");
    if (!(fault instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "malformed JSON: " + what;
    }
    return mapping.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .collect(Collectors.joining("."))
        + ": "
        + what;
  }

  private static Response web(WebApplicationException web) {
    int status = web.getResponse().getStatus();
    if (web.getCause() instanceof JsonProcessingException json) {
      return Problem.of(400, json(json)).response();
    }
    if (web.getCause() instanceof IllegalArgumentException bad && status < 500) {
      return Problem.of(status, bad.getMessage()).response();
    }
    Response answer = Problem.of(status, web.getMessage()).response();
    Object allow = web.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null ? answer : with(answer, HttpHeaders.ALLOW, allow);
  }

  private static Response domain(Throwable fault) {
    int status = status(fault);
    if (fault instanceof AuthenticationFailedException && fault.getCause() != null) {
      // too many requests, or no chain to ask
      status = Math.max(status, status(fault.getCause()));
    }
    Response answer = Problem.of(status, detail(status, fault)).response();
    return switch (status) {
      case 401 -> with(answer, HttpHeaders.WWW_AUTHENTICATE, "Bearer, FedQuorum");
      case 429 -> with(answer, HttpHeaders.RETRY_AFTER, "1");
      default -> answer;
    };
  }

  private static String detail(int status, Throwable fault) {
    if (status == 500) {
      LOG.error("unexpected fault", fault);
      return "unexpected fault, see the coordinator's log";
    }
    if (fault instanceof ForbiddenException) {
      return "this role may not do that";
    }
    if (fault instanceof UnauthorizedException || fault.getMessage() == null) {
      return "an Authorization header is needed: Bearer TOKEN, or a worker's signed request";
    }
    return fault.getMessage();
  }

  private static int status(Throwable fault) {
    for (Class<?> type = fault.getClass(); type != null; type = type.getSuperclass()) {
      Integer status = STATUS.get(type);
      if (status != null) {
        return status;
      }
    }
    return 500;
  }

  private static Response with(Response answer, String header, Object value) {
    return Response.fromResponse(answer).header(header, value).build();
  }
}
