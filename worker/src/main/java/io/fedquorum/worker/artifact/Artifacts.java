package io.fedquorum.worker.artifact;

import io.fedquorum.protocol.Digest;

/**
 * The coordinator's artifact store. Every method blocks with a time-out and throws {@link
 * CoordinatorUnavailableException} when it may be tried again, {@link NotYetKnownException} when it
 * should be tried again a little later, {@link RequestRefusedException} when it should not.
 */
public interface Artifacts {
  /**
   * Fetches an artifact and checks it against its digest.
   *
   * @param limit most bytes that will be read
   * @throws WrongArtifactException when the bytes are more, or have another digest
   */
  byte[] get(Digest digest, int limit);

  /** Whether the store holds an artifact. */
  boolean has(Digest digest);

  /**
   * Stores a result that this worker revealed.
   *
   * @param trainingMillis this worker's own statement of how long its training in the round took
   */
  void put(Digest digest, byte[] content, long trainingMillis);
}
