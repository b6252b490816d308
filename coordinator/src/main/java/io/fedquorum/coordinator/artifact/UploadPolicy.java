package io.fedquorum.coordinator.artifact;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelSpec;
import java.util.Optional;

/** Which artifacts a worker may upload now: those that it owes, such as results it revealed. */
public interface UploadPolicy {
  /**
   * Asked before the body is read.
   *
   * @return the model that the artifact must be one of, which fixes its exact length; empty when
   *     this worker may not upload this digest now
   */
  Optional<ModelSpec> allowed(Address worker, Digest digest);
}
