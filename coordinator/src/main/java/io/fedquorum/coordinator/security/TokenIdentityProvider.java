package io.fedquorum.coordinator.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** People, by a token of this machine or of an OpenID Connect issuer. */
@ApplicationScoped
class TokenIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {
  private final AccessTokens tokens;

  private final OidcTokens oidc;

  TokenIdentityProvider(AccessTokens tokens, OidcTokens oidc) {
    this.tokens = tokens;
    this.oidc = oidc;
  }

  @Override
  public Class<TokenAuthenticationRequest> getRequestType() {
    return TokenAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      TokenAuthenticationRequest request, AuthenticationRequestContext context) {
    String token = request.getToken().getToken();
    Optional<String> role = tokens.role(token);
    if (role.isPresent()) {
      return Uni.createFrom().item(identity(role.get(), Set.of(role.get())));
    }
    if (oidc.isOn()) {
      return context.runBlocking(() -> person(token));
    }
    return Uni.createFrom().failure(new AuthenticationFailedException("unknown token"));
  }

  private SecurityIdentity person(String token) {
    try {
      OidcTokens.Person person = oidc.check(token);
      return identity(person.subject(), person.roles());
    } catch (IllegalArgumentException | IssuerUnavailableException e) {
      throw new AuthenticationFailedException(e.getMessage(), e);
    }
  }

  private static SecurityIdentity identity(String name, Set<String> roles) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(name))
        .addRoles(roles)
        .build();
  }
}
