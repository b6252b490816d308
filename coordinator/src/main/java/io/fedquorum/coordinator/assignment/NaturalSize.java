package io.fedquorum.coordinator.assignment;

import java.util.OptionalInt;

/** Helps designs to say how many jobs they have for some number of workers. */
final class NaturalSize {
  private NaturalSize() {}

  static OptionalInt ifFits(AssignmentDesign design, int workers, long jobs, int replicas) {
    boolean fits =
        jobs >= 1
            && jobs <= Integer.MAX_VALUE
            && replicas >= 1
            && replicas <= workers
            && design.fits(new Size(workers, (int) jobs, replicas));
    return fits ? OptionalInt.of((int) jobs) : OptionalInt.empty();
  }
}
