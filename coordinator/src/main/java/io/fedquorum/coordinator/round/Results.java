package io.fedquorum.coordinator.round;

import io.fedquorum.protocol.MalformedArtifactException;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;

/** Tells results from other bytes. */
public final class Results {
  private Results() {}

  /** Whether the bytes are canonical parameters of the model. */
  public static boolean isResult(ModelSpec model, byte[] bytes) {
    try {
      return ModelArtifact.decode(model, bytes).length == model.parameterCount();
    } catch (MalformedArtifactException e) {
      return false;
    }
  }
}
