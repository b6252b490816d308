package io.fedquorum.worker.simulation;

import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.round.Behaviour;
import java.util.Arrays;
import java.util.Objects;

/** Reveals an honest digest and uploads bytes of another length under it. */
final class WrongUpload implements Behaviour {
  private final String name;
  private final int surplus;

  /**
   * An upload.
   *
   * @param surplus bytes too many, or too few when negative
   */
  WrongUpload(String name, int surplus) {
    this.name = Objects.requireNonNull(name, "name");
    this.surplus = surplus;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] upload(Digest digest, byte[] result) {
    return Arrays.copyOf(result, result.length + surplus);
  }
}
