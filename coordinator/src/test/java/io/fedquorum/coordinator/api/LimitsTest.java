package io.fedquorum.coordinator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.support.TestChain;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.coordinator.support.TightApplication;
import io.fedquorum.coordinator.training.TrainingRepository;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bounds on time and number, with plain sockets. Each test calls from an address of its own. */
@QuarkusTest
@QuarkusTestResource(TestServices.class)
@TestProfile(TightApplication.class)
@Tag(TightApplication.TAG)
class LimitsTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-4-3-2");
  private static final String OK = "HTTP/1.1 200";

  @Inject TestChain chain;
  @Inject TrainingRepository trainings;
  @Inject FedqConfig settings;
  @Inject ArtifactStore store;

  @Test
  void shouldRefuseAnAddressThatAsksTooOften() throws IOException {
    List<String> statuses = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      statuses.add(get("127.0.0.11", "/api/v1/deployment"));
    }

    assertThat(statuses.get(0)).startsWith(OK);
    assertThat(statuses.get(89)).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after: 1");
    assertThat(get("127.0.0.12", "/api/v1/deployment")).startsWith(OK);
  }

  @Test
  void shouldRefuseAWorkerThatAsksTooOftenWhereverItAsksFrom() throws IOException {
    Address worker = chain.member();
    String path = "/api/v1/artifacts/" + "7".repeat(64);
    String last = "";
    for (int i = 0; i < 30 && !last.startsWith("HTTP/1.1 429"); i++) {
      try (Socket socket = connect("127.0.0." + (20 + i % 2))) {
        String signed = TestChain.header(worker, "GET", path, Digest.of(new byte[0]));
        send(
            socket,
            "GET %s HTTP/1.1\r\nHost: l\r\nConnection: close\r\nAuthorization: %s\r\n\r\n"
                .formatted(path, signed));
        last = readAll(socket);
      }
    }

    assertThat(last).startsWith("HTTP/1.1 429").contains("worker " + worker);
  }

  @Test
  void shouldCloseAConnectionThatSendsItsHeadersTooSlowly() throws IOException {
    try (Socket socket = connect("127.0.0.13")) {
      send(socket, "GET /api/v1/deployment HTTP/1.1\r\nHost: local");

      assertThat(readAll(socket)).isEmpty();
    }
  }

  @Test
  void shouldCloseAnUploadThatStopsHalfWay() throws IOException {
    byte[] bytes = artifact(0.5f);
    try (Socket socket = connect("127.0.0.14")) {
      send(socket, putHeaders(bytes));
      socket.getOutputStream().write(bytes, 0, 50);
      socket.getOutputStream().flush();

      assertThat(readAll(socket)).doesNotContain("201");
    }
    assertThat(store.has(Digest.of(bytes))).isFalse();
    assertThat(upload("127.0.0.14", bytes))
        .as("its place is free again")
        .startsWith("HTTP/1.1 201");
  }

  @Test
  void shouldCloseAnUploadOfWhichAByteComesNowAndThen() throws Exception {
    byte[] bytes = artifact(0.25f);
    Duration patience = Duration.ofSeconds(60);
    long end = System.nanoTime() + patience.toNanos();
    boolean closed = false;
    try (Socket socket = connect("127.0.0.15")) {
      send(socket, putHeaders(bytes));
      for (int i = 0; i < bytes.length - 1 && !closed && System.nanoTime() < end; i++) {
        closed = !trickle(socket, bytes[i]);
      }
    }
    assertThat(closed).isTrue();
    assertThat(store.has(Digest.of(bytes))).isFalse();
  }

  /** A byte, and a wait well below the idle time-out; false when the other side has closed. */
  private static boolean trickle(Socket socket, byte octet) throws IOException {
    try {
      socket.getOutputStream().write(octet);
      socket.setSoTimeout(700);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  @Test
  void shouldTakeOneUploadAtATimeWhenThatIsTheLimit() throws Exception {
    byte[] slow = artifact(0.75f);
    assertThat(upload("127.0.0.16", artifact(0.125f))).startsWith("HTTP/1.1 201");
    try (Socket socket = connect("127.0.0.16")) {
      send(socket, putHeaders(slow));
      socket.getOutputStream().write(slow, 0, slow.length - 1);
      socket.getOutputStream().flush();
      String refused = "";
      for (int i = 0; i < 20 && !refused.startsWith("HTTP/1.1 429"); i++) {
        // The slow one may be on its way to its place.
        Thread.sleep(50);
        refused = upload("127.0.0.16", artifact(0.3f + i / 100f));
      }

      assertThat(refused).startsWith("HTTP/1.1 429").contains("all 1 upload places are taken");
    }
  }

  @Test
  void shouldCapEventStreamsAndGiveAPlaceBackWhenOneEnds() throws Exception {
    String training = UUID.randomUUID().toString();
    trainings.create(training, "{}", "{}", "created");
    String path = "/api/v1/trainings/" + training + "/events/stream";
    try (Socket first = stream(path);
        Socket second = stream(path)) {
      assertThat(status(first)).startsWith(OK);
      assertThat(status(second)).startsWith(OK);
      try (Socket third = stream(path)) {
        assertThat(status(third)).startsWith("HTTP/1.1 429");
      }
    }
    String again = "";
    for (int i = 0; i < 10 && !again.startsWith(OK); i++) {
      Thread.sleep(500);
      try (Socket socket = stream(path)) {
        again = status(socket);
      }
    }
    assertThat(again).startsWith(OK);
  }

  @Test
  void shouldRefuseParametersWhoseNormIsTooGreat() throws IOException {
    byte[] bytes = artifact(9f);

    assertThat(upload("127.0.0.18", bytes)).startsWith("HTTP/1.1 422").contains("max-norm");
    assertThat(store.has(Digest.of(bytes))).isFalse();
  }

  private Socket stream(String path) throws IOException {
    Socket socket = connect("127.0.0.17");
    String token = Files.readString(settings.home().resolve("operator.token")).strip();
    send(
        socket,
        "GET " + path + " HTTP/1.1\r\nHost: l\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
        .readLine();
  }

  private String upload(String from, byte[] bytes) throws IOException {
    try (Socket socket = connect(from)) {
      send(socket, putHeaders(bytes));
      socket.getOutputStream().write(bytes);
      return readAll(socket);
    }
  }

  private String putHeaders(byte[] bytes) {
    Digest digest = Digest.of(bytes);
    chain.owe(digest, MODEL);
    String path = "/api/v1/artifacts/" + digest;
    String signed = TestChain.header(chain.member(), "PUT", path, digest);
    return "PUT %s HTTP/1.1\r\nHost: l\r\nConnection: close\r\nAuthorization: %s\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"
        .formatted(path, signed, bytes.length);
  }

  private static byte[] artifact(float value) {
    float[] parameters = new float[MODEL.parameterCount()];
    Arrays.fill(parameters, value);
    return ModelArtifact.encode(MODEL, parameters);
  }

  private static String get(String from, String path) throws IOException {
    try (Socket socket = connect(from)) {
      send(socket, "GET " + path + " HTTP/1.1\r\nHost: l\r\nConnection: close\r\n\r\n");
      return readAll(socket);
    }
  }

  private static Socket connect(String from) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String readAll(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return "";
    }
  }
}
