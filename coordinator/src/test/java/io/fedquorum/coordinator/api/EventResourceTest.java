package io.fedquorum.coordinator.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.eventlog.EventLog;
import io.fedquorum.coordinator.support.TestChain;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.coordinator.training.TrainingRepository;
import io.fedquorum.protocol.Digest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServices.class)
class EventResourceTest {
  private static final String TYPE = "io.fedquorum.test";

  @Inject EventLog log;
  @Inject TrainingRepository trainings;
  @Inject TestChain chain;
  @Inject FedqConfig settings;
  private final String training = UUID.randomUUID().toString();
  private final String path = "/api/v1/trainings/" + training + "/events";
  private String token;

  @BeforeEach
  void prepare() throws IOException {
    trainings.create(training, "{}", "{}", "created");
    token = Files.readString(settings.home().resolve("researcher.token")).strip();
    log.append(training, TYPE, Map.of("n", 1, "name", "ü \"quoted\""));
    log.append(training, TYPE, Map.of("n", 2));
  }

  @Test
  void shouldExportTheStoredLines() {
    String body =
        given()
            .auth()
            .oauth2(token)
            .get(path)
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .extract()
            .asString();

    assertThat(body.lines()).containsExactlyElementsOf(log.lines(training, 1));
    assertThat(EventChain.verify(body.lines())).hasSize(2);
    assertThat(body).endsWith("}\n");
  }

  @Test
  void shouldExportFromASequenceNumber() {
    String body = given().auth().oauth2(token).get(path + "?from=2").asString();

    assertThat(body.lines()).containsExactlyElementsOf(log.lines(training, 2));
  }

  @Test
  void shouldSayWhatFromMustBe() {
    given()
        .auth()
        .oauth2(token)
        .get(path + "?from=-1")
        .then()
        .statusCode(400)
        .body("detail", containsString("from '-1' must be a number from 1"));
  }

  @Test
  void shouldSayThatATrainingIsMissing() {
    given().auth().oauth2(token).get("/api/v1/trainings/none/events").then().statusCode(404);
    given().auth().oauth2(token).get("/api/v1/trainings/none/events/stream").then().statusCode(404);
  }

  @Test
  void shouldNotShowTheLogToWorkersOrStrangers() {
    String signed = TestChain.header(chain.member(), "GET", path, Digest.of(new byte[0]));

    given().header("Authorization", signed).get(path).then().statusCode(403);
    given().get(path).then().statusCode(401);
    given().get(path + "/stream").then().statusCode(401);
  }

  @Test
  void shouldStreamWhatIsThereAndThenWhatComes() throws Exception {
    try (BufferedReader stream = open("0")) {
      List<String> lines = new ArrayList<>(read(stream, 2));
      log.append(training, TYPE, Map.of("n", 3));
      lines.addAll(read(stream, 1));

      assertThat(lines).containsExactlyElementsOf(log.lines(training, 1));
    }
  }

  @Test
  void shouldGoOnAfterTheLastEventSeen() throws Exception {
    try (BufferedReader stream = open("1")) {
      assertThat(read(stream, 1)).containsExactlyElementsOf(log.lines(training, 2));
    }
  }

  private BufferedReader open(String lastEventId) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + path + "/stream"))
            .header("Authorization", "Bearer " + token)
            .header("Last-Event-ID", lastEventId)
            .build();
    var answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static List<String> read(BufferedReader stream, int events) throws IOException {
    List<String> data = new ArrayList<>();
    while (data.size() < events) {
      String line = stream.readLine();
      assertThat(line).isNotNull();
      if (line.startsWith("data:")) {
        data.add(line.substring("data:".length()));
      }
    }
    return data;
  }
}
