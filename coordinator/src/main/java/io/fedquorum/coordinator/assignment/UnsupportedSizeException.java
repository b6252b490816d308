package io.fedquorum.coordinator.assignment;

import java.util.List;
import java.util.stream.Collectors;

/** A design does not exist in the wanted size; the message names the nearest sizes that do. */
public final class UnsupportedSizeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnsupportedSizeException(AssignmentDesign design, Size size, List<Size> nearest) {
    super(
        "design '%s' has no size (%s); it needs %s; nearest: %s"
            .formatted(
                design.name(),
                size,
                design.validSizes(),
                nearest.stream().map(s -> "(" + s + ")").collect(Collectors.joining(", "))));
  }
}
