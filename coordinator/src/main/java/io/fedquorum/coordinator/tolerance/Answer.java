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

  /** The {@linkplain Distance#relative relative distance} of the parameters. */
  public double distance(Answer other) {
    return Distance.relative(parameters, other.parameters);
  }
}
