package io.fedquorum.protocol;

import java.util.Objects;

/**
 * What makes the bytes of two honest results equal.
 *
 * @param engine engine and version, such as {@code dl4j-1.0.0-M2.1}
 * @param nativeBuild classifier of the native build, such as {@code linux-x86_64}
 * @param blas BLAS library, version and pinned kernel, such as {@code openblas-0.3.19-Haswell}
 * @param threads threads that a training uses
 * @param canary digest of the result of the fixed canary training, run here at start
 */
public record NumericProfile(
    String engine, String nativeBuild, String blas, int threads, Digest canary) {
  public NumericProfile {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(nativeBuild, "nativeBuild");
    Objects.requireNonNull(blas, "blas");
    Objects.requireNonNull(canary, "canary");
  }

  /** The word under which a worker registers this profile on chain. */
  public Bytes32 id() {
    return Digest.of(CanonicalJson.write(this)).word();
  }
}
