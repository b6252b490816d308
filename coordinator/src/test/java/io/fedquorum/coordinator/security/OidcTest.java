package io.fedquorum.coordinator.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.coordinator.support.TightApplication;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServices.class)
@TestProfile(TightApplication.class)
@Tag(TightApplication.TAG)
class OidcTest {
  private static final String READ = "/api/v1/trainings/none";
  private static final String LOG = "/api/v1/trainings/none/events";
  private static final String ACT = "/api/v1/trainings/none/pause";

  @Inject FedqConfig settings;

  @Test
  void shouldGiveARoleOfTheTokenItsRights() throws JoseException {
    String operator = signed(claims("operator"));
    String researcher = signed(claims("researcher"));
    String viewer = signed(claims("viewer"));

    assertThat(get(READ, operator)).isEqualTo(404);
    assertThat(post(ACT, operator)).isEqualTo(404);
    assertThat(get(LOG, researcher)).isEqualTo(404);
    assertThat(post(ACT, researcher)).isEqualTo(403);
    assertThat(get(READ, viewer)).isEqualTo(404);
    assertThat(get(LOG, viewer)).isEqualTo(403);
    assertThat(post(ACT, viewer)).isEqualTo(403);
  }

  @Test
  void shouldGiveNoRightsForRolesOfOthersOrForNone() throws JoseException {
    assertThat(get(READ, signed(claims("admin")))).isEqualTo(403);
    assertThat(get(READ, signed(claims("worker")))).isEqualTo(403);
    JwtClaims none = claims("operator");
    none.unsetClaim("realm_access");
    assertThat(get(READ, signed(none))).isEqualTo(403);
  }

  @Test
  void shouldStillTakeTheTokenOfThisMachine() throws IOException {
    String token = Files.readString(settings.home().resolve("operator.token")).strip();

    assertThat(get(READ, token)).isEqualTo(404);
  }

  @Test
  void shouldRefuseAnotherIssuer() throws JoseException {
    refused(changed(c -> c.setIssuer("https://evil.example/realm")), "its issuer is another");
  }

  @Test
  void shouldRefuseAnotherAudience() throws JoseException {
    refused(changed(c -> c.setAudience("another-service")), "its audience is another");
    refused(changed(c -> c.unsetClaim("aud")), "audience");
  }

  @Test
  void shouldRefuseAnExpiredTokenAndOneThatNeverExpires() throws JoseException {
    NumericDate past = NumericDate.now();
    past.addSeconds(-60);
    refused(changed(c -> c.setExpirationTime(past)), "it has expired");
    refused(changed(c -> c.unsetClaim("exp")), "it has no expiry");
  }

  @Test
  void shouldRefuseATokenThatIsNotValidYet() throws JoseException {
    NumericDate future = NumericDate.now();
    future.addSeconds(120);
    refused(changed(c -> c.setNotBefore(future)), "it is not valid yet");
  }

  @Test
  void shouldRefuseAlgorithmNone() throws JoseException {
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(claims("operator").toJson());
    token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);

    refused(token.getCompactSerialization(), "the token does not count");
  }

  /** The old trick: the public key, which everybody knows, as the secret of an HMAC. */
  @Test
  void shouldRefuseThePublicKeyAsASharedSecret() throws JoseException {
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(claims("operator").toJson());
    token.setKeyIdHeaderValue("one");
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    token.setKey(new HmacKey(FakeIssuer.KEY.getPublicKey().getEncoded()));

    refused(token.getCompactSerialization(), "the token does not count");
  }

  @Test
  void shouldRefuseAKeyThatTheIssuerDoesNotPublish() throws JoseException {
    refused(signed(claims("operator"), FakeIssuer.key("one")), "its signature is wrong");
    int before = FakeIssuer.KEY_REQUESTS.get();
    for (int i = 0; i < 5; i++) {
      refused(
          signed(claims("operator"), FakeIssuer.key("unknown-" + i)), "the token does not count");
    }
    assertThat(FakeIssuer.KEY_REQUESTS.get() - before).as("asked again").isLessThanOrEqualTo(1);
  }

  @Test
  void shouldRefuseAChangedPayloadAndNonsense() throws JoseException {
    String[] parts = signed(claims("viewer")).split("\\.", -1);
    String forged =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims("operator").toJson().getBytes(StandardCharsets.UTF_8));

    refused(parts[0] + "." + forged + "." + parts[2], "its signature is wrong");
    refused("a.b.c", "the token does not count");
    refused("guess", "the token does not count");
  }

  private static JwtClaims claims(String role) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(FakeIssuer.url);
    claims.setAudience("fedquorum");
    claims.setSubject("ada");
    claims.setExpirationTimeMinutesInTheFuture(5);
    claims.setClaim("realm_access", Map.of("roles", List.of(role, "offline_access")));
    return claims;
  }

  private static String changed(Consumer<JwtClaims> change) throws JoseException {
    JwtClaims claims = claims("operator");
    change.accept(claims);
    return signed(claims);
  }

  private static String signed(JwtClaims claims) throws JoseException {
    return signed(claims, FakeIssuer.KEY);
  }

  private static String signed(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(claims.toJson());
    token.setKey(key.getPrivateKey());
    token.setKeyIdHeaderValue(key.getKeyId());
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return token.getCompactSerialization();
  }

  private static void refused(String token, String why) {
    Response answer = given().auth().oauth2(token).get(READ);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(401);
    assertThat(answer.asString()).contains(why).doesNotContain(token);
  }

  private static int get(String path, String token) {
    return given().auth().oauth2(token).get(path).statusCode();
  }

  private static int post(String path, String token) {
    return given().auth().oauth2(token).contentType("application/json").post(path).statusCode();
  }
}
