package io.fedquorum.coordinator.assignment;

import io.fedquorum.coordinator.random.SeededRandom;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import java.util.List;
import java.util.OptionalInt;

/**
 * The first design of a list, best worst case first, that exists in the wanted size. The assignment
 * records the design that was taken, so it is verified without this class.
 */
final class AutoDesign implements AssignmentDesign {
  private final List<AssignmentDesign> preferred;

  AutoDesign(List<AssignmentDesign> preferred) {
    this.preferred = List.copyOf(preferred);
  }

  AssignmentDesign resolve(Size size) {
    return preferred.stream().filter(d -> d.fits(size)).findFirst().orElseThrow();
  }

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public String validSizes() {
    return preferred.get(preferred.size() - 1).validSizes();
  }

  @Override
  public boolean fits(Size size) {
    return preferred.stream().anyMatch(design -> design.fits(size));
  }

  @Override
  public OptionalInt naturalJobs(int workers, int replicas) {
    return preferred.stream()
        .map(design -> design.naturalJobs(workers, replicas))
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  @Override
  public List<Size> nearest(Size size) {
    return preferred.get(preferred.size() - 1).nearest(size);
  }

  @Override
  public int[][] blocks(Size size, SeededRandom random) {
    return resolve(size).blocks(size, random);
  }

  @Override
  public Assignment draw(
      long trainingId, int round, List<Address> eligible, int jobs, int replicas, Bytes32 seed) {
    return resolve(new Size(eligible.size(), jobs, replicas))
        .draw(trainingId, round, eligible, jobs, replicas, seed);
  }
}
