package io.fedquorum.protocol;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Authorization} header of a worker's request: {@code FedQuorum worker="0x…",
 * nonce="0x…", expires="…", signature="0x…"}. Method, path and body are not repeated in it, the
 * server takes them from the request itself.
 *
 * @param worker who claims to have signed
 * @param nonce 32 bytes, used once
 * @param expiresAt seconds since the epoch
 * @param signature 65 bytes r ‖ s ‖ v as {@code 0x} and 130 hexadecimal digits
 */
public record RequestAuthorization(
    Address worker, Bytes32 nonce, long expiresAt, String signature) {
  /** The authentication scheme. */
  public static final String SCHEME = "FedQuorum";

  private static final Pattern FORM =
      Pattern.compile(
          SCHEME
              + " worker=\"(0x[0-9a-f]{40})\", nonce=\"(0x[0-9a-f]{64})\","
              + " expires=\"([0-9]{1,12})\", signature=\"(0x[0-9a-f]{130})\"");

  public RequestAuthorization {
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(signature, "signature");
  }

  /** The header's text. */
  public String header() {
    return "%s worker=\"%s\", nonce=\"%s\", expires=\"%d\", signature=\"%s\""
        .formatted(SCHEME, worker, nonce, expiresAt, signature);
  }

  /**
   * Reads a header.
   *
   * @throws IllegalArgumentException when it has another form
   */
  public static RequestAuthorization parse(String header) {
    Matcher matcher = FORM.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the Authorization header must be " + SCHEME + " worker, nonce, expires, signature");
    }
    return new RequestAuthorization(
        new Address(matcher.group(1)),
        new Bytes32(matcher.group(2)),
        Long.parseLong(matcher.group(3)),
        matcher.group(4));
  }

  /** The signature's 65 bytes. */
  public byte[] signatureBytes() {
    return Hex.decode(signature.substring(2));
  }

  /** The header for signed claims. */
  public static RequestAuthorization of(RequestClaims claims, byte[] signature) {
    return new RequestAuthorization(
        claims.worker(), claims.nonce(), claims.expiresAt(), "0x" + Hex.encode(signature));
  }
}
