package io.fedquorum.coordinator.security;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.coordinator.chain.DeploymentSource;
import io.fedquorum.coordinator.chain.WorkerDirectory;
import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.DeploymentInfo;
import io.fedquorum.protocol.RequestClaims;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Believes a worker's signed request when it has not expired, the signature is the worker's, the
 * worker is an active member, and the nonce is new. The nonce is used up last: a refused request
 * leaves nothing behind.
 */
@ApplicationScoped
class WorkerIdentityProvider implements IdentityProvider<SignedRequest> {
  private final DeploymentSource deployment;
  private final WorkerDirectory workers;
  private final RequestNonces nonces;
  private final RateLimiter limiter;
  private final long maxAgeSeconds;
  private final Clock clock;

  WorkerIdentityProvider(
      DeploymentSource deployment,
      WorkerDirectory workers,
      RequestNonces nonces,
      FedqConfig settings,
      Clock clock) {
    this.deployment = deployment;
    this.workers = workers;
    this.nonces = nonces;
    this.clock = clock;
    this.maxAgeSeconds = settings.security().requestMaxAge().toSeconds();
    this.limiter =
        new RateLimiter(settings.security().workerBurst(), settings.security().workerRate(), clock);
  }

  @Override
  public Class<SignedRequest> getRequestType() {
    return SignedRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      SignedRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(() -> check(request));
  }

  private SecurityIdentity check(SignedRequest request) {
    RequestClaims claims = request.claims();
    requireFresh(claims.expiresAt());
    requireSigner(claims, request.authorization().signatureBytes());
    requireMember(claims.worker());
    if (!limiter.tryTake(claims.worker().value())) {
      String message = "worker " + claims.worker() + " sends too many requests, wait a second";
      throw new AuthenticationFailedException(message, new TooManyRequestsException(message));
    }
    if (!nonces.use(claims.worker(), claims.nonce(), claims.expiresAt(), now())) {
      throw refused("nonce " + claims.nonce() + " was used before, must be new");
    }
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(claims.worker().value()))
        .addRole(Roles.WORKER)
        .build();
  }

  private void requireFresh(long expiresAt) {
    long now = now();
    if (expiresAt <= now || expiresAt > now + maxAgeSeconds) {
      throw refused(
          "expires %d must lie in %d..%d, is the clock right?"
              .formatted(expiresAt, now + 1, now + maxAgeSeconds));
    }
  }

  private void requireSigner(RequestClaims claims, byte[] signature) {
    DeploymentInfo here = deployed();
    Bytes32 hash = claims.signingHash(here.chainId(), here.jobs());
    Optional<Address> signer = workers.signer(hash, signature);
    if (signer.isEmpty() || !signer.get().equals(claims.worker())) {
      throw refused("the signature over method, path and body is not that of " + claims.worker());
    }
  }

  private void requireMember(Address worker) {
    boolean active;
    try {
      active = workers.isActive(worker);
    } catch (ChainUnavailableException e) {
      throw new AuthenticationFailedException(e.getMessage(), e);
    }
    if (!active) {
      throw refused("worker " + worker + " is not an active member of the registry");
    }
  }

  private DeploymentInfo deployed() {
    return deployment
        .deployment()
        .orElseThrow(
            () -> {
              String message = "the coordinator is not connected to a chain yet";
              return new AuthenticationFailedException(
                  message, new ChainUnavailableException(message));
            });
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static AuthenticationFailedException refused(String why) {
    return new AuthenticationFailedException(why);
  }
}
