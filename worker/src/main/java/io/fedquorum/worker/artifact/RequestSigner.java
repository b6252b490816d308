package io.fedquorum.worker.artifact;

import io.fedquorum.chain.Signer;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.RequestAuthorization;
import io.fedquorum.protocol.RequestClaims;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;

/** Signs a worker's requests for one deployment; each signature holds for one minute, once. */
public final class RequestSigner {
  private static final int VALID_SECONDS = 60;
  private final Signer signer;
  private final long chainId;
  private final Address jobRegistry;
  private final Clock clock;
  private final SecureRandom random;

  public RequestSigner(
      Signer signer, long chainId, Address jobRegistry, Clock clock, SecureRandom random) {
    this.signer = Objects.requireNonNull(signer, "signer");
    this.chainId = chainId;
    this.jobRegistry = Objects.requireNonNull(jobRegistry, "jobRegistry");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
  }

  /**
   * The {@code Authorization} header of a request.
   *
   * @param path raw path and query as sent
   */
  String authorization(String method, String path, byte[] body) {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    RequestClaims claims =
        new RequestClaims(
            signer.address(),
            method,
            path,
            Digest.of(body),
            Bytes32.of(nonce),
            clock.instant().getEpochSecond() + VALID_SECONDS);
    byte[] signature = signer.sign(claims.signingHash(chainId, jobRegistry));
    return RequestAuthorization.of(claims, signature).header();
  }
}
