package io.fedquorum.coordinator.security;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.RequestAuthorization;
import io.fedquorum.protocol.RequestClaims;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code Authorization} header: {@code Bearer TOKEN}, or a worker's signature. The
 * signature covers the body's digest without the body being read: a worker sends a body only when
 * it uploads an artifact, and there the path names the digest that the store checks.
 */
@ApplicationScoped
class HeaderAuthentication implements HttpAuthenticationMechanism {
  private static final String BEARER = "Bearer ";
  private static final Pattern UPLOAD = Pattern.compile("/api/v1/artifacts/([0-9a-f]{64})");
  private static final Digest NO_BODY = Digest.of(new byte[0]);

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    String header = context.request().getHeader("Authorization");
    if (header == null) {
      return Uni.createFrom().nullItem();
    }
    if (header.startsWith(BEARER)) {
      TokenCredential token = new TokenCredential(header.substring(BEARER.length()), "bearer");
      return identities.authenticate(new TokenAuthenticationRequest(token));
    }
    try {
      return identities.authenticate(signed(context.request(), header));
    } catch (IllegalArgumentException e) {
      return Uni.createFrom().failure(new AuthenticationFailedException(e.getMessage()));
    }
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer, FedQuorum"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(TokenAuthenticationRequest.class, SignedRequest.class);
  }

  private static SignedRequest signed(HttpServerRequest request, String header) {
    RequestAuthorization authorization = RequestAuthorization.parse(header);
    RequestClaims claims =
        new RequestClaims(
            authorization.worker(),
            request.method().name(),
            request.uri(),
            bodyDigest(request),
            authorization.nonce(),
            authorization.expiresAt());
    return new SignedRequest(claims, authorization);
  }

  private static Digest bodyDigest(HttpServerRequest request) {
    Matcher upload = UPLOAD.matcher(request.path());
    if (request.method().equals(HttpMethod.PUT) && upload.matches()) {
      return new Digest(upload.group(1));
    }
    String length = request.getHeader("Content-Length");
    boolean empty = length == null || length.equals("0");
    if (!empty || request.getHeader("Transfer-Encoding") != null) {
      throw new IllegalArgumentException(
          "a worker sends a body with PUT /api/v1/artifacts/{digest} only");
    }
    return NO_BODY;
  }
}
