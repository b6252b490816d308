package io.fedquorum.coordinator.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.support.TestChain;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.protocol.Digest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the log file of the service under test, which goes through the filter of the console. */
@QuarkusTest
@QuarkusTestResource(TestServices.class)
class RedactionTest {
  private static final Logger LOG = Logger.getLogger(RedactionTest.class);
  private static final Path FILE = Path.of("target", "test.log");

  @Inject FedqConfig settings;
  @Inject TestChain chain;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://db/fedq?user=u&password=hunter2x&ssl=true | hunter2x",
        "postgres://fedq:hunter2x@db/fedq | hunter2x",
        "http://user:hunter2x@node:8545 | hunter2x",
        "Authorization: Bearer abcdef0123456789 | abcdef0123456789",
        "Authorization: Basic dXNlcjpwYXNz | dXNlcjpwYXNz",
        "{\"passphrase\": \"hunter2x\"} | hunter2x",
        "fedq.database.password = hunter2x | hunter2x",
        "privateKey=0x4c0883a69102937d | 4c0883a69102937d"
      })
  void shouldHideWhatLooksLikeASecret(String text, String secret) {
    String clean = Redaction.redact(text);

    assertThat(clean).doesNotContain(secret).contains("***");
  }

  @Test
  void shouldLeaveOrdinaryLinesAsTheyAre() {
    String line =
        "round 3 is settled: model c411e3fd, worker 0x8e524281a9fed7090656d3422a90a447d6543d87,"
            + " http://127.0.0.1:8545, the operator's token is in /home/f/operator.token";

    assertThat(Redaction.redact(line)).isEqualTo(line);
  }

  @Test
  void shouldHideSecretsInMessagesParametersAndExceptions() throws IOException {
    String secret = "quite-a-secret-" + System.nanoTime();
    Redaction.hide(secret);
    LOG.info("plain " + secret);
    LOG.infof("parameter %s", secret);
    LOG.warnf(
        new IllegalStateException("outer", new IOException("at http://u:" + secret + "@host")),
        "thrown %s",
        "here");
    String end = "end of " + System.nanoTime();
    LOG.info(end);

    assertThat(logUpTo(end))
        .contains(
            "plain ***", "parameter ***", "thrown here", "java.io.IOException: at http://***@host")
        .doesNotContain(secret);
  }

  @Test
  void shouldLogNoTokenPasswordOrSignatureOfAServiceThatStartsAndRefusesLogins()
      throws IOException {
    String signed =
        TestChain.header(chain.stranger(), "GET", "/api/v1/trainings", Digest.of(new byte[0]));
    given().header("Authorization", signed).get("/api/v1/trainings").then().statusCode(401);
    given().auth().oauth2("wrong-token-0123456789").get("/api/v1/trainings").then().statusCode(401);
    for (String role : new String[] {"operator", "researcher", "viewer"}) {
      given().auth().oauth2(token(role)).get("/api/v1/trainings/none").then().statusCode(404);
    }
    String end = "end of " + System.nanoTime();
    LOG.info(end);

    String log = logUpTo(end);
    assertThat(log)
        .contains("the operator's token is in")
        .doesNotContain(token("operator"), token("researcher"), token("viewer"))
        .doesNotContain("wrong-token-0123456789", signed.substring(signed.length() - 100));
  }

  private String token(String role) throws IOException {
    return Files.readString(settings.home().resolve(role + ".token")).strip();
  }

  private static String logUpTo(String end) throws IOException {
    String log = Files.readString(FILE, StandardCharsets.UTF_8);
    assertThat(log).contains(end);
    return log;
  }
}
