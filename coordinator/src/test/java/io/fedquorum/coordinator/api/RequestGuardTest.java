package io.fedquorum.coordinator.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.fuzz.RawHttp;
import io.fedquorum.coordinator.support.TestServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServices.class)
class RequestGuardTest {
  private static final String PATH = "/api/v1/trainings";

  @Inject FedqConfig settings;

  @Test
  void shouldRefuseCompression() {
    given()
        .header("Content-Encoding", "gzip")
        .contentType(ContentType.JSON)
        .body(new byte[] {1})
        .post(PATH)
        .then()
        .statusCode(415)
        .contentType("application/problem+json")
        .body("detail", containsString("no compression"));
  }

  @Test
  void shouldRefuseABodyThatDoesNotSayItsLength() throws IOException {
    String chunked =
        "POST /api/v1/trainings HTTP/1.1\r\nHost: l\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";

    assertThat(answer(chunked)).startsWith("HTTP/1.1 411");
  }

  @Test
  void shouldRefuseALongDocumentBeforeItIsSent() throws IOException {
    String head = "POST /api/v1/trainings HTTP/1.1\r\nHost: l\r\nContent-Length: 1048577\r\n\r\n";

    assertThat(answer(head)).startsWith("HTTP/1.1 413").contains("must be at most 1048576");
  }

  @Test
  void shouldRefuseARequestWithoutAHost() throws IOException {
    assertThat(answer("GET /api/v1/deployment HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void shouldSendSecurityHeadersWithEveryAnswer() {
    for (String path : List.of("/api/v1/deployment", PATH, "/nothing", "/q/health/live")) {
      given()
          .get(path)
          .then()
          .header("X-Content-Type-Options", "nosniff")
          .header("X-Frame-Options", "DENY")
          .header("Referrer-Policy", "no-referrer")
          .header("Cross-Origin-Resource-Policy", "same-origin")
          .header("Content-Security-Policy", containsString("default-src 'self'"))
          .header("Cache-Control", "no-store");
    }
  }

  @Test
  void shouldLetNoOtherOriginIn() {
    given()
        .header("Origin", "https://evil.example")
        .get("/api/v1/deployment")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
    given()
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization")
        .options(PATH)
        .then()
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Access-Control-Allow-Methods", nullValue());
  }

  @Test
  void shouldShowNothingOfAnUnexpectedFault() throws IOException {
    String token = Files.readString(settings.home().resolve("operator.token")).strip();
    String body =
        given()
            .auth()
            .oauth2(token)
            .contentType(ContentType.JSON)
            .body("{\"name\": {\"a\": 1}}")
            .post(PATH)
            .then()
            .statusCode(400)
            .body("status", equalTo(400))
            .extract()
            .asString();

    assertThat(body).doesNotContain("\tat ").doesNotContain(".java").doesNotContain("jackson");
  }

  private static String answer(String request) throws IOException {
    return RawHttp.exchange(RestAssured.port, request.getBytes(StandardCharsets.US_ASCII)).text();
  }
}
