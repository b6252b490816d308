package io.fedquorum.coordinator.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.eventlog.EventLog;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.support.TestChain;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.coordinator.training.TrainingRepository;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelSpec;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests to every endpoint, bent in path, query, method, headers and body, and as bytes. The
 * answer is never a fault of the server and never shows its insides. 503 is the answer of those
 * endpoints that need a chain: the coordinator under test has none.
 */
@QuarkusTest
@QuarkusTestResource(TestServices.class)
class HttpFuzzTest {
  /** Few in the ordinary build; {@code -Dfedquorum.fuzz.http=10000} is the whole. */
  private static final int REQUESTS = Integer.getInteger("fedquorum.fuzz.http", 1_500);

  private static final String TRAINING = "fuzzed-training";
  private static final String DIGEST = "5".repeat(64);
  private static final List<String> METHODS =
      List.of(
          "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT",
          "X\u00e9");
  private static final List<String> PATHS =
      List.of(
          "/api/v1/deployment",
          "/api/v1/network",
          "/api/v1/workers",
          "/api/v1/workers/0x" + "1".repeat(40) + "/approve",
          "/api/v1/workers/0x" + "1".repeat(40) + "/revoke",
          "/api/v1/artifacts/" + DIGEST,
          "/api/v1/trainings",
          "/api/v1/trainings/" + TRAINING,
          "/api/v1/trainings/" + TRAINING + "/pause",
          "/api/v1/trainings/" + TRAINING + "/resume",
          "/api/v1/trainings/" + TRAINING + "/cancel",
          "/api/v1/trainings/" + TRAINING + "/rounds",
          "/api/v1/trainings/" + TRAINING + "/rounds/1",
          "/api/v1/trainings/" + TRAINING + "/rounds/1/jobs",
          "/api/v1/trainings/" + TRAINING + "/rounds/1/verdicts",
          "/api/v1/trainings/" + TRAINING + "/payments",
          "/api/v1/trainings/" + TRAINING + "/events?from=1",
          "/api/v1/trainings/" + TRAINING + "/events/stream",
          "/q/health/ready",
          "/q/metrics",
          "/q/openapi");
  private static final List<String> NASTY =
      List.of(
          "%00",
          "%",
          "%zz",
          "%ff%fe",
          "..%2f..%2f",
          "%E2%80%AE",
          "\u00ff",
          ";a=b",
          "?from=%00",
          "?from=99999999999999999999",
          "?from=-1",
          "//",
          "%20",
          "'",
          "\"",
          "{",
          "a".repeat(5_000));
  private static final List<String> HEADERS =
      List.of(
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Content-Length: 5",
          "Content-Length: 1000000000",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip",
          "Content-Encoding: gzip",
          "Content-Type: text/xml",
          "Content-Type: ;;;",
          "Content-Type: application/json; charset=utf-7",
          "Accept: image/png",
          "Accept: ;q=",
          "Accept: */*;q=9",
          "Last-Event-ID: x",
          "Last-Event-ID: 99999999999999999",
          "Expect: 100-continue",
          "Expect: x",
          "Range: bytes=5-1",
          "Host: ",
          "Origin: https://evil.example",
          "X-Fedquorum-Training-Millis: 1e9",
          "X-Fedquorum-Training-Millis: -9999999999999999999",
          "Authorization: Bearer ",
          "Authorization: Basic eA==",
          "Authorization: FedQuorum worker=",
          "Authorization: Bearer \u0000",
          "Cookie: a=b; a",
          "Upgrade: websocket",
          "X: " + "h".repeat(20_000),
          "no colon",
          ": empty",
          "If-None-Match: \"",
          "Forwarded: for=1;host=\"",
          "X-HTTP-Method-Override: DELETE");

  private static final String SPEC =
      "{\"batchSize\":8,\"commitSeconds\":20,\"dataset\":\"auto\",\"design\":\"auto\",\"name\":\"n\"}";

  @Inject FedqConfig settings;
  @Inject TestChain chain;
  @Inject TrainingRepository trainings;
  @Inject EventLog log;
  @Inject ArtifactStore artifacts;
  @Inject EntityManager database;

  private final Mutations mutations = new Mutations(Fuzz.SEED);
  private String operator;

  @BeforeEach
  void prepare() throws IOException {
    operator = Files.readString(settings.home().resolve("operator.token")).strip();
    QuarkusTransaction.requiringNew().run(this::forgetTrainingsOfOtherTests);
    if (trainings.find(TRAINING).isEmpty()) {
      storeATraining();
    }
    chain.owe(new Digest(DIGEST), ModelSpec.parse("mlp-4-3-2"));
  }

  /** They are empty shells, made for one endpoint only. */
  private void forgetTrainingsOfOtherTests() {
    database.createNativeQuery("delete from training where spec = '{}'").executeUpdate();
  }

  private void storeATraining() {
    World world = World.of(7, 2, Behaviour.COLLUDING);
    Run run = new Run(world, Specs.rounds(2)).toEnd();
    String spec = new String(CanonicalJson.write(Specs.rounds(2)), StandardCharsets.UTF_8);
    trainings.create(TRAINING, spec, Run.json(run.state()), "completed");
    run.facts().forEach(fact -> log.append(TRAINING, Facts.typeOf(fact), Facts.toJson(fact)));
    world.artifacts().all().forEach(artifacts::put);
  }

  @Test
  void shouldAnswerNonsenseWithAClearRefusalOrNotAtAll() throws IOException {
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      byte[] request = request();
      RawHttp.Answer answer = RawHttp.exchange(RestAssured.port, request);
      statuses.merge(answer.status(), 1, Integer::sum);
      check("seed %d, request %d".formatted(Fuzz.SEED, i), request, answer);
    }

    System.err.println("HTTP fuzz: " + REQUESTS + " requests, answers by status " + statuses);
    assertThat(statuses.keySet()).contains(200, 400, 401, 404, 405);
  }

  private static void check(String what, byte[] request, RawHttp.Answer answer) {
    String shown = Base64.getEncoder().encodeToString(request);
    assertThat(answer.status())
        .as("%s, base64 %s: %s", what, shown, answer.text())
        .matches(status -> status < 500 || status == 503, "no fault of the server");
    assertThat(answer.text())
        .as("%s, base64 %s", what, shown)
        .doesNotContainPattern("\\tat |\\.java:[0-9]|Caused by|Exception");
  }

  private byte[] request() {
    boolean sound = mutations.number(3) > 0;
    String path = mutations.pick(PATHS);
    String method = sound ? soundMethod(path) : mutations.pick(METHODS);
    if (mutations.number(3) == 0) {
      path = bent(path);
    }
    byte[] body = method.equals("GET") || method.equals("HEAD") ? new byte[0] : body();
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Connection: close\r\n").append(authorization(method, path));
    if (body.length > 0) {
      head.append("Content-Type: ");
      head.append(path.contains("artifacts") ? "application/octet-stream" : "application/json");
      head.append("\r\nContent-Length: ").append(body.length).append("\r\n");
    }
    for (int i = mutations.number(3); i > 0; i--) {
      head.append(mutations.pick(HEADERS)).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return mutations.number(5) == 0 ? mutations.next(List.of(whole)) : whole;
  }

  private static String soundMethod(String path) {
    boolean acts = path.matches(".*/(approve|revoke|pause|resume|cancel|trainings)");
    return acts ? "POST" : "GET";
  }

  /** A path with something nasty in the place of one of its parts, or after it. */
  private String bent(String path) {
    String[] parts = path.split("/", -1);
    int at = 1 + mutations.number(parts.length - 1);
    parts[at] =
        mutations.number(2) == 0 ? mutations.pick(NASTY) : parts[at] + mutations.pick(NASTY);
    return String.join("/", parts);
  }

  private byte[] body() {
    return mutations.next(
        List.of(SPEC.getBytes(StandardCharsets.UTF_8), "{}".getBytes(StandardCharsets.UTF_8)));
  }

  private String authorization(String method, String path) {
    return switch (mutations.number(4)) {
      case 0 -> "";
      case 1 -> "Authorization: " + signed(method, path) + "\r\n";
      default -> "Authorization: Bearer " + operator + "\r\n";
    };
  }

  private String signed(String method, String path) {
    Address worker = chain.member();
    Digest body = method.equals("PUT") ? new Digest(DIGEST) : Digest.of(new byte[0]);
    return TestChain.header(worker, method, path, body);
  }
}
