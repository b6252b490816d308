package io.fedquorum.coordinator.security;

import io.fedquorum.protocol.RequestAuthorization;
import io.fedquorum.protocol.RequestClaims;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import java.util.Objects;

/** A worker's request: what it must have signed, and the signature that came with it. */
final class SignedRequest extends BaseAuthenticationRequest {
  private final RequestClaims claims;
  private final RequestAuthorization authorization;

  SignedRequest(RequestClaims claims, RequestAuthorization authorization) {
    this.claims = Objects.requireNonNull(claims, "claims");
    this.authorization = Objects.requireNonNull(authorization, "authorization");
  }

  RequestClaims claims() {
    return claims;
  }

  RequestAuthorization authorization() {
    return authorization;
  }
}
