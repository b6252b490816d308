package io.fedquorum.coordinator.artifact;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import java.util.OptionalLong;

/** Hears of each upload after the artifact is stored. */
public interface UploadListener {
  /**
   * An artifact is there.
   *
   * @param trainingMillis what the worker says its training took, in ms; a hint, never trusted
   */
  void uploaded(Address worker, Digest digest, OptionalLong trainingMillis);
}
