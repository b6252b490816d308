package io.fedquorum.coordinator.assignment;

import io.fedquorum.coordinator.random.SeededRandom;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A rule that says which workers train which job. A design is a list of blocks over positions
 * 0..workers-1, one block of {@code replicas} positions per job; the seed permutes which worker
 * takes which position, so nobody picks who meets whom and anyone can recompute it.
 */
public interface AssignmentDesign {
  /** The name under which a training asks for it and an assignment records it. */
  String name();

  /** The valid sizes in words, to complete "it needs …". */
  String validSizes();

  /** Whether the design exists in this size. */
  boolean fits(Size size);

  /**
   * How many jobs the design has for these workers when the number is left to it; empty when it has
   * no size with them. Where several numbers are valid it is the smallest that keeps every worker
   * at work.
   */
  OptionalInt naturalJobs(int workers, int replicas);

  /** The valid sizes nearest to this one, nearest first. */
  List<Size> nearest(Size size);

  /**
   * The blocks in job order.
   *
   * @param size a size that {@link #fits}
   * @param random for designs that draw their blocks; the others leave it alone
   */
  int[][] blocks(Size size, SeededRandom random);

  /**
   * Refuses a size that the design does not have.
   *
   * @throws UnsupportedSizeException names the nearest valid sizes
   */
  default void requireFits(Size size) {
    if (!fits(size)) {
      throw new UnsupportedSizeException(this, size, nearest(size));
    }
  }

  /**
   * Draws an assignment; equal arguments give an equal assignment, everywhere and always. The
   * stream is {@link SeededRandom} with purpose {@code assignment:trainingId:round}; it first feeds
   * the blocks, then the permutation of the workers.
   *
   * @param eligible the workers, in address order, none twice
   * @param seed the round's revealed seed
   * @throws UnsupportedSizeException when the design has no such size
   */
  default Assignment draw(
      long trainingId, int round, List<Address> eligible, int jobs, int replicas, Bytes32 seed) {
    requireOrdered(eligible);
    Size size = new Size(eligible.size(), jobs, replicas);
    requireFits(size);
    SeededRandom random = new SeededRandom(seed, "assignment:" + trainingId + ":" + round);
    int[][] blocks = blocks(size, random);
    int[] places = random.permutation(size.workers());
    List<List<Integer>> drawn =
        Arrays.stream(blocks)
            .map(block -> Arrays.stream(block).map(p -> places[p]).sorted().boxed().toList())
            .toList();
    return new Assignment(1, trainingId, round, seed, eligible, name(), replicas, drawn);
  }

  private static void requireOrdered(List<Address> eligible) {
    for (int i = 1; i < eligible.size(); i++) {
      if (eligible.get(i - 1).compareTo(eligible.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "eligible worker '%s' must be listed once and in address order"
                .formatted(eligible.get(i)));
      }
    }
  }
}
