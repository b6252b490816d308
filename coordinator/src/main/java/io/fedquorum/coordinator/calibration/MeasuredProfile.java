package io.fedquorum.coordinator.calibration;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.NumericPins;
import java.util.Objects;

/**
 * A numeric profile that was tried.
 *
 * @param pins what was asked for
 * @param profile what the trainer says of itself; null when it did not start
 * @param id the profile's word on chain; null when it did not start
 * @param sameBytesAs the first profile whose results are the same byte for byte; null when none
 * @param fault why it did not start; null when it did
 */
public record MeasuredProfile(
    String pins, NumericProfile profile, Bytes32 id, String sameBytesAs, String fault) {
  public MeasuredProfile {
    Objects.requireNonNull(pins, "pins");
  }

  static MeasuredProfile started(NumericPins pins, NumericProfile profile) {
    return new MeasuredProfile(pins.toString(), profile, profile.id(), null, null);
  }

  static MeasuredProfile failed(NumericPins pins, String fault) {
    return new MeasuredProfile(pins.toString(), null, null, null, fault);
  }

  MeasuredProfile sameBytesAs(String other) {
    return new MeasuredProfile(pins, profile, id, other, fault);
  }
}
