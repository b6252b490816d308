package io.fedquorum.coordinator.security;

import io.fedquorum.coordinator.config.FedqConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Tokens of an OpenID Connect issuer. A token counts when its signature is by one of the issuer's
 * keys under an asymmetric algorithm, it names this issuer and this audience, and has not expired.
 */
@Startup
@ApplicationScoped
class OidcTokens {
  /**
   * Who a token is.
   *
   * @param subject as the issuer names it
   * @param roles those of {@link Roles} that the token holds
   */
  record Person(String subject, Set<String> roles) {}

  private static final Set<String> KNOWN = Set.of(Roles.OPERATOR, Roles.RESEARCHER, Roles.VIEWER);
  private static final int CLOCK_SKEW_SECONDS = 30;

  /** Never none, and no HMAC: a public key must not pass as a shared secret. */
  private static final AlgorithmConstraints ASYMMETRIC =
      new AlgorithmConstraints(
          AlgorithmConstraints.ConstraintType.PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_USING_SHA384,
          AlgorithmIdentifiers.RSA_USING_SHA512,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384);

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(ErrorCodes.EXPIRED, "it has expired"),
          Map.entry(ErrorCodes.EXPIRATION_MISSING, "it has no expiry"),
          Map.entry(ErrorCodes.NOT_YET_VALID, "it is not valid yet"),
          Map.entry(ErrorCodes.ISSUER_INVALID, "its issuer is another"),
          Map.entry(ErrorCodes.ISSUER_MISSING, "it names no issuer"),
          Map.entry(ErrorCodes.AUDIENCE_INVALID, "its audience is another"),
          Map.entry(ErrorCodes.AUDIENCE_MISSING, "it names no audience"),
          Map.entry(ErrorCodes.SUBJECT_MISSING, "it names no subject"),
          Map.entry(ErrorCodes.SIGNATURE_INVALID, "its signature is wrong"),
          Map.entry(ErrorCodes.SIGNATURE_MISSING, "it is not signed"));

  private final FedqConfig.Oidc settings;
  private final OidcIssuer issuer;

  OidcTokens(FedqConfig config) {
    settings = config.security().oidc();
    issuer = settings.issuer().map(url -> new OidcIssuer(url, settings.keysMaxAge())).orElse(null);
  }

  boolean isOn() {
    return issuer != null;
  }

  /**
   * Checks a token.
   *
   * @throws IllegalArgumentException when it does not count; the message says why, not what it is
   * @throws IssuerUnavailableException when the issuer's keys can't be had
   */
  Person check(String token) {
    try {
      JwtClaims claims = consumer().processToClaims(token);
      return new Person(claims.getSubject(), roles(claims));
    } catch (InvalidJwtException e) {
      if (e.getCause() instanceof UnresolvableKeyException keys && keys.getCause() != null) {
        throw new IssuerUnavailableException("the issuer's keys can't be fetched now", e);
      }
      throw new IllegalArgumentException("the token does not count: " + reason(e), e);
    } catch (MalformedClaimException e) {
      throw new IllegalArgumentException("the token's subject must be a text", e);
    }
  }

  private JwtConsumer consumer() {
    return new JwtConsumerBuilder()
        .setRequireExpirationTime()
        .setRequireSubject()
        .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
        .setExpectedIssuer(true, settings.issuer().orElseThrow())
        .setExpectedAudience(true, settings.audience())
        .setJwsAlgorithmConstraints(ASYMMETRIC)
        .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(issuer.keys()))
        .build();
  }

  /** The codes say what failed without the token's content. */
  private static String reason(InvalidJwtException fault) {
    List<String> reasons =
        fault.getErrorDetails().stream()
            .map(detail -> NAMES.getOrDefault(detail.getErrorCode(), "it is malformed"))
            .distinct()
            .toList();
    return reasons.isEmpty() ? "it is malformed" : String.join(", ", reasons);
  }

  /** Roles that this service does not know are the issuer's business with others. */
  private Set<String> roles(JwtClaims claims) {
    Object found = claims.getClaimsMap();
    for (String step : settings.rolesClaim().split("/", -1)) {
      found = found instanceof Map<?, ?> inside ? inside.get(step) : null;
    }
    return found instanceof Collection<?> list
        ? list.stream().map(String::valueOf).filter(KNOWN::contains).collect(Collectors.toSet())
        : Set.of();
  }
}
