package io.fedquorum.coordinator.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.coordinator.artifact.ArtifactStoreException;
import io.fedquorum.coordinator.support.TestChain;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.coordinator.training.TrainingConflictException;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Job;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServices.class)
class ProblemDetailsTest {
  private final ProblemMapper mapper = new ProblemMapper();

  @Test
  void shouldShowTheDeploymentToAnyone() {
    given()
        .get("/api/v1/deployment")
        .then()
        .statusCode(200)
        .body("chainId", equalTo(1337))
        .body("jobs", equalTo(TestChain.DEPLOYMENT.jobs().value()));
  }

  @Test
  void shouldAnswerUnknownPathsAndMethodsWithProblems() {
    given()
        .get("/api/v1/nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("status", equalTo(404));
    given()
        .delete("/api/v1/deployment")
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .body("title", equalTo("Method Not Allowed"));
  }

  @Test
  void shouldAnswerAnUnsupportedMediaTypeWithAProblem() {
    given()
        .contentType("text/plain")
        .body("x")
        .put("/api/v1/artifacts/" + "0".repeat(64))
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  @Test
  void shouldBeLiveAndReadyAndTellMetrics() {
    RestAssured.get("/q/health/live").then().statusCode(200);
    RestAssured.get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", hasItems("chain", "kafka", "Database connections health check"));
    assertThat(RestAssured.get("/q/metrics").asString()).contains("fedquorum_outbox_degraded");
  }

  @Test
  void shouldMapDomainFaultsToTheirStatus() {
    assertThat(status(new TrainingConflictException("x"))).isEqualTo(409);
    assertThat(status(new ArtifactStoreException("x"))).isEqualTo(507);
    assertThat(status(new ChainUnavailableException("x"))).isEqualTo(503);
    assertThat(status(new IllegalArgumentException("x"))).isEqualTo(400);
    assertThat(status(new NumberFormatException("x"))).isEqualTo(400);
  }

  @Test
  void shouldHideUnexpectedFaults() {
    Problem problem = problem(new IllegalStateException("secret path"));

    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.detail()).doesNotContain("secret");
  }

  @Test
  void shouldNameTheFieldOfMalformedJson() {
    Problem malformed = problem(jsonFault("{\"index\":"));
    Problem mistyped = problem(jsonFault("{\"index\":\"zero\"}"));

    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.detail()).startsWith("malformed JSON");
    assertThat(mistyped.status()).isEqualTo(400);
    assertThat(mistyped.detail()).startsWith("index: ");
  }

  private static Exception jsonFault(String json) {
    try {
      CanonicalJson.mapper().readValue(json, Job.class);
      throw new AssertionError("it was read");
    } catch (JsonMappingException e) {
      return e;
    } catch (java.io.IOException e) {
      return e;
    }
  }

  private int status(Throwable fault) {
    return mapper.answer(fault).getStatus();
  }

  private Problem problem(Throwable fault) {
    Response answer = mapper.answer(fault);
    assertThat(answer.getMediaType()).hasToString("application/problem+json");
    return (Problem) answer.getEntity();
  }
}
