package io.fedquorum.coordinator.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.support.TestChain;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.protocol.Digest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call what: every operation of the OpenAPI document, as everybody. */
@QuarkusTest
@QuarkusTestResource(TestServices.class)
class AuthorisationTest {
  private static final String NOBODY = "nobody";
  private static final String OPERATOR = "operator";
  private static final String RESEARCHER = "researcher";
  private static final String VIEWER = "viewer";
  private static final String WORKER = "worker";
  private static final Set<String> READERS = Set.of(OPERATOR, RESEARCHER);
  private static final Set<String> VIEWERS = Set.of(OPERATOR, RESEARCHER, VIEWER);
  private static final Set<String> OPERATORS = Set.of(OPERATOR);
  private static final String ID = "no-such-training";
  private static final String DIGEST = "0".repeat(64);
  private static final String TRAINING = "/api/v1/trainings/{id}";

  private static final Map<String, Set<String>> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "GET /api/v1/deployment", Set.of(NOBODY, OPERATOR, RESEARCHER, VIEWER, WORKER)),
              Map.entry("GET /api/v1/artifacts/{digest}", Set.of(OPERATOR, RESEARCHER, WORKER)),
              Map.entry("HEAD /api/v1/artifacts/{digest}", Set.of(OPERATOR, RESEARCHER, WORKER)),
              Map.entry("PUT /api/v1/artifacts/{digest}", Set.of(WORKER)),
              Map.entry("GET /api/v1/trainings", VIEWERS),
              Map.entry("POST /api/v1/trainings", OPERATORS),
              Map.entry("GET " + TRAINING, VIEWERS),
              Map.entry("POST " + TRAINING + "/pause", OPERATORS),
              Map.entry("POST " + TRAINING + "/resume", OPERATORS),
              Map.entry("POST " + TRAINING + "/cancel", OPERATORS),
              Map.entry("GET " + TRAINING + "/events", READERS),
              Map.entry("GET " + TRAINING + "/events/stream", READERS),
              Map.entry("GET " + TRAINING + "/payments", VIEWERS),
              Map.entry("GET " + TRAINING + "/rounds", VIEWERS),
              Map.entry("GET " + TRAINING + "/rounds/{round}", VIEWERS),
              Map.entry("GET " + TRAINING + "/rounds/{round}/jobs", VIEWERS),
              Map.entry("GET " + TRAINING + "/rounds/{round}/verdicts", VIEWERS),
              Map.entry("GET /api/v1/network", VIEWERS),
              Map.entry("GET /api/v1/workers", VIEWERS),
              Map.entry("POST /api/v1/workers/approve", OPERATORS),
              Map.entry("POST /api/v1/workers/revoke", OPERATORS),
              Map.entry("POST /api/v1/workers/{address}/approve", OPERATORS),
              Map.entry("POST /api/v1/workers/{address}/revoke", OPERATORS)));

  @Inject FedqConfig settings;
  @Inject TestChain chain;

  static List<String> operations() {
    return List.copyOf(ALLOWED.keySet());
  }

  @Test
  void shouldHaveARuleForEveryOperationOfTheOpenApiDocument() throws IOException {
    assertThat(documented()).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void shouldLetInWhoMayAndRefuseEverybodyElse(String operation) throws IOException {
    for (String caller : List.of(NOBODY, OPERATOR, RESEARCHER, VIEWER, WORKER)) {
      int status = call(operation, caller).statusCode();

      if (ALLOWED.get(operation).contains(caller)) {
        assertThat(status).as("%s as %s", operation, caller).isNotIn(401, refusal(operation));
      } else {
        // A worker's signature covers no JSON body: such a request is not even its own.
        assertThat(status)
            .as("%s as %s", operation, caller)
            .isIn(VIEWERS.contains(caller) ? 403 : 401, 403);
      }
    }
  }

  /** An upload that nothing asks for is answered with 403 to a worker too: the role is right. */
  private static int refusal(String operation) {
    return operation.startsWith("PUT") ? 401 : 403;
  }

  private Response call(String operation, String caller) throws IOException {
    String method = operation.substring(0, operation.indexOf(' '));
    String path =
        operation
            .substring(operation.indexOf(' ') + 1)
            .replace("{id}", ID)
            .replace("{round}", "1")
            .replace("{digest}", DIGEST)
            .replace("{address}", "0x" + "1".repeat(40));
    String body = method.equals("POST") ? "{}" : "";
    RequestSpecification request = given();
    if (!body.isEmpty()) {
      request = request.contentType("application/json").body(body);
    }
    if (caller.equals(WORKER)) {
      Digest digest =
          method.equals("PUT")
              ? new Digest(DIGEST)
              : Digest.of(body.getBytes(StandardCharsets.UTF_8));
      request =
          request.header("Authorization", TestChain.header(chain.member(), method, path, digest));
    } else if (!caller.equals(NOBODY)) {
      Path token = settings.home().resolve(caller + ".token");
      request = request.auth().oauth2(Files.readString(token).strip());
    }
    return request.request(method, path);
  }

  private static Set<String> documented() throws IOException {
    Set<String> operations = new TreeSet<>();
    Pattern path = Pattern.compile("^  (/[^:]*):$");
    Pattern method = Pattern.compile("^    (get|head|put|post|delete|patch):$");
    String current = "";
    for (String line : new ArrayList<>(Files.readAllLines(Path.of("..", "docs", "openapi.yaml")))) {
      Matcher atPath = path.matcher(line);
      Matcher atMethod = method.matcher(line);
      if (atPath.matches()) {
        current = atPath.group(1);
      } else if (atMethod.matches() && !current.isEmpty()) {
        operations.add(atMethod.group(1).toUpperCase(java.util.Locale.ROOT) + " " + current);
      }
    }
    return operations;
  }
}
