package io.fedquorum.coordinator.tolerance;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.util.Objects;

/** One worker's answer with its parameters. */
public final class Answer {
  private final Address worker;
  private final Bytes32 profile;
  private final Digest digest;
  private final float[] parameters;

  /**
   * Reads an answer.
   *
   * @param worker the worker
   * @param profile the numeric profile under which it is registered
   * @param artifact its canonical artifact bytes
   * @throws io.fedquorum.protocol.MalformedArtifactException when they are not
   */
  public Answer(Address worker, Bytes32 profile, ModelSpec model, byte[] artifact) {
    this.worker = Objects.requireNonNull(worker, "worker");
    this.profile = Objects.requireNonNull(profile, "profile");
    this.parameters = ModelArtifact.decode(model, artifact);
    this.digest = Digest.of(artifact);
  }

  /** The worker. */
  public Address worker() {
    return worker;
  }

  /** Its numeric profile. */
  public Bytes32 profile() {
    return profile;
  }

  /** The digest of its bytes. */
  public Digest digest() {
    return digest;
  }

  /**
   * The relative L2 distance: ‖a − b‖ / max(‖a‖, ‖b‖), 0 when both are zero. In double precision
   * and index order, so the same on any machine.
   */
  public double distance(Answer other) {
    double difference = 0;
    double own = 0;
    double others = 0;
    for (int i = 0; i < parameters.length; i++) {
      double a = parameters[i];
      double b = other.parameters[i];
      difference += (a - b) * (a - b);
      own += a * a;
      others += b * b;
    }
    double larger = Math.max(own, others);
    return larger == 0 ? 0 : Math.sqrt(difference / larger);
  }
}
