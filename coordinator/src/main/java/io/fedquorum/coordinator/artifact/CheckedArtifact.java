package io.fedquorum.coordinator.artifact;

import io.fedquorum.protocol.MalformedArtifactException;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A stream of a model artifact's bytes that checks them as they pass: header, finite numbers, no
 * -0.0, and a bounded Euclidean norm. It holds no more than a header, whatever the model's size.
 */
public final class CheckedArtifact extends FilterInputStream {
  private final ModelArtifact.Checker checker;
  private final double maxNorm;

  /**
   * A stream over the bytes of a model's artifact.
   *
   * @param maxNorm the greatest Euclidean norm of the parameters
   */
  public CheckedArtifact(ModelSpec model, double maxNorm, InputStream bytes) {
    super(Objects.requireNonNull(bytes, "bytes"));
    this.checker = new ModelArtifact.Checker(model);
    this.maxNorm = maxNorm;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads on.
   *
   * @throws MalformedArtifactException at the first byte that makes it no such artifact
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      checker.take(buffer, offset, read);
      requireNorm();
    }
    return read;
  }

  private void requireNorm() {
    double norm = Math.sqrt(checker.sumOfSquares());
    if (norm > maxNorm) {
      throw new MalformedArtifactException(
          "the norm of the parameters is above %s, must be at most that (fedq.artifacts.max-norm)"
              .formatted(maxNorm));
    }
  }
}
