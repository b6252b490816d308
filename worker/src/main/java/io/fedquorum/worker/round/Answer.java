package io.fedquorum.worker.round;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.util.List;
import java.util.Objects;

/**
 * What is committed to and revealed.
 *
 * @param salt 32 bytes from a secure random source, used once
 * @param digests the results' digests, in ascending order of the worker's jobs
 */
public record Answer(Bytes32 salt, List<Digest> digests) {
  public Answer {
    Objects.requireNonNull(salt, "salt");
    digests = List.copyOf(digests);
  }
}
