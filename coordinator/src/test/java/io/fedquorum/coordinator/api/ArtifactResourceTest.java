package io.fedquorum.coordinator.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.support.TestChain;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServices.class)
class ArtifactResourceTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-4-3-2");
  private static final Digest NO_BODY = Digest.of(new byte[0]);

  @Inject TestChain chain;
  @Inject ArtifactStore store;
  @Inject FedqConfig settings;

  private Address worker;
  private byte[] bytes;
  private Digest digest;
  private String path;

  @BeforeEach
  void prepare() {
    worker = chain.member();
    bytes = randomArtifact();
    digest = Digest.of(bytes);
    path = "/api/v1/artifacts/" + digest;
  }

  @Test
  void shouldStoreAnUploadThatIsOwed() {
    chain.owe(digest, MODEL);

    given()
        .header("Authorization", TestChain.header(worker, "PUT", path, digest))
        .header("X-Fedquorum-Training-Millis", 1234)
        .contentType("application/octet-stream")
        .body(bytes)
        .put(path)
        .then()
        .statusCode(201);

    assertThat(store.get(digest)).hasValue(bytes);
    assertThat(chain.heard(digest)).hasValue(OptionalLong.of(1234));
  }

  @Test
  void shouldAnswerWithNoContentWhenItIsThereAlready() {
    chain.owe(digest, MODEL);
    store.put(bytes);

    upload(bytes).then().statusCode(204);
  }

  @Test
  void shouldReturnBytesLengthAndContentIdentifier() {
    store.put(bytes);

    byte[] got =
        given()
            .header("Authorization", TestChain.header(worker, "GET", path, NO_BODY))
            .get(path)
            .then()
            .statusCode(200)
            .header("Content-Length", Integer.toString(bytes.length))
            .header("X-Fedquorum-Cid", digest.cid())
            .extract()
            .asByteArray();

    assertThat(got).isEqualTo(bytes);
    given()
        .header("Authorization", TestChain.header(worker, "HEAD", path, NO_BODY))
        .head(path)
        .then()
        .statusCode(200)
        .header("Content-Length", Integer.toString(bytes.length));
  }

  @Test
  void shouldServeOperatorsAndResearchers() throws IOException {
    store.put(bytes);

    given().auth().oauth2(token("operator")).get(path).then().statusCode(200);
    given().auth().oauth2(token("researcher")).get(path).then().statusCode(200);
  }

  @Test
  void shouldNotLetTheOperatorUpload() throws IOException {
    given()
        .auth()
        .oauth2(token("operator"))
        .contentType("application/octet-stream")
        .body(bytes)
        .put(path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("status", equalTo(403));
  }

  @Test
  void shouldRefuseAnUploadThatIsNotOwed() {
    upload(bytes).then().statusCode(403).body("detail", containsString("still owes"));

    assertThat(store.has(digest)).isFalse();
  }

  @Test
  void shouldRefuseAWrongLengthBeforeTheBodyIsSent() throws IOException {
    chain.owe(digest, MODEL);

    String answer = putHeadersOnly(ModelArtifact.length(MODEL) + 1L);

    assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("Connection: close");
    assertThat(store.has(digest)).isFalse();
  }

  @Test
  void shouldRefuseAnUnowedUploadBeforeTheBodyIsSent() throws IOException {
    assertThat(putHeadersOnly(bytes.length)).startsWith("HTTP/1.1 403");
  }

  @Test
  void shouldRefuseBytesOfAnotherDigest() {
    chain.owe(digest, MODEL);

    upload(randomArtifact()).then().statusCode(422).body("detail", containsString(digest.value()));

    assertThat(store.has(digest)).isFalse();
  }

  @Test
  void shouldRefuseBytesThatAreNoModel() {
    byte[] junk = new byte[bytes.length];
    digest = Digest.of(junk);
    path = "/api/v1/artifacts/" + digest;
    chain.owe(digest, MODEL);

    upload(junk).then().statusCode(422).body("detail", containsString("begin with FEDQ"));
  }

  @Test
  void shouldSayWhatADigestMustBe() throws IOException {
    given()
        .auth()
        .oauth2(token("operator"))
        .get("/api/v1/artifacts/XYZ")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("digest 'XYZ' must be 64 lower-case"));
  }

  @Test
  void shouldSayThatAnArtifactIsMissing() throws IOException {
    given().auth().oauth2(token("operator")).get(path).then().statusCode(404);
    given().auth().oauth2(token("operator")).head(path).then().statusCode(404);
  }

  @Test
  void shouldRefuseARequestWithoutAuthorization() {
    given()
        .get(path)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer, FedQuorum")
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void shouldRefuseAnUnknownToken() {
    given().auth().oauth2("guess").get(path).then().statusCode(401);
  }

  @Test
  void shouldRefuseTheSameSignedRequestTwice() {
    store.put(bytes);
    String header = TestChain.header(worker, "GET", path, NO_BODY);
    given().header("Authorization", header).get(path).then().statusCode(200);

    refused(header, "was used before");
  }

  @Test
  void shouldRefuseAnExpiredRequestAndOneThatExpiresTooLate() {
    long now = Instant.now().getEpochSecond();

    refused(TestChain.header(worker, "GET", path, NO_BODY, now - 1), "expires");
    refused(TestChain.header(worker, "GET", path, NO_BODY, now + 600), "expires");
  }

  @Test
  void shouldRefuseASignatureOverAnotherPathOrMethodOrQuery() {
    refused(TestChain.header(worker, "GET", path + "0", NO_BODY), "the signature");
    refused(TestChain.header(worker, "HEAD", path, NO_BODY), "the signature");
    refused(TestChain.header(worker, "GET", path + "?a=b", NO_BODY), "the signature");
  }

  @Test
  void shouldRefuseAHighS() {
    String header = TestChain.header(worker, "GET", path, NO_BODY);

    refused(TestChain.withHighS(header), "the signature");
  }

  @Test
  void shouldRefuseASignerThatIsNoActiveMember() {
    Address stranger = chain.stranger();

    refused(TestChain.header(stranger, "GET", path, NO_BODY), "is not an active member");
  }

  @Test
  void shouldRefuseAnotherWorkersName() {
    Address other = chain.member();
    String header = TestChain.header(worker, "GET", path, NO_BODY);

    refused(header.replace(worker.value(), other.value()), "the signature");
  }

  @Test
  void shouldRefuseAMalformedHeader() {
    refused("FedQuorum worker=me", "Authorization header must be");
  }

  private void refused(String header, String why) {
    given()
        .header("Authorization", header)
        .get(path)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("detail", containsString(why));
  }

  private io.restassured.response.Response upload(byte[] body) {
    return given()
        .header("Authorization", TestChain.header(worker, "PUT", path, digest))
        .contentType("application/octet-stream")
        .body(body)
        .put(path);
  }

  /** Sends no byte of the body; what comes back was decided without it. */
  private String putHeadersOnly(long length) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(30_000);
      String request =
          "PUT %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"
              .formatted(path, TestChain.header(worker, "PUT", path, digest), length);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return String.join("\n", in.lines().toList());
    }
  }

  private String token(String role) throws IOException {
    return Files.readString(settings.home().resolve(role + ".token")).strip();
  }

  private static byte[] randomArtifact() {
    float[] parameters = new float[MODEL.parameterCount()];
    Random random = new Random();
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = 1 + random.nextFloat();
    }
    return ModelArtifact.encode(MODEL, parameters);
  }
}
