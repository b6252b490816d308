package io.fedquorum.coordinator.assignment;

import io.fedquorum.coordinator.random.SeededRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Seeded random and balanced: workers queue up in a fresh permutation, each job takes the first
 * ones that it lacks, and the next permutation queues up when nobody is left. So each job has
 * distinct workers and loads differ by at most 1, for any number of workers from {@code replicas}
 * up.
 */
final class RandomDesign implements AssignmentDesign {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public String validSizes() {
    return "at least as many workers as replicas";
  }

  @Override
  public boolean fits(Size size) {
    return true;
  }

  @Override
  public OptionalInt naturalJobs(int workers, int replicas) {
    return NaturalSize.ifFits(this, workers, workers, replicas);
  }

  @Override
  public List<Size> nearest(Size size) {
    return size.nearest(Stream.of(size));
  }

  @Override
  public int[][] blocks(Size size, SeededRandom random) {
    Deque<Integer> queue = new ArrayDeque<>();
    int[][] blocks = new int[size.jobs()][size.replicas()];
    for (int[] block : blocks) {
      for (int taken = 0; taken < block.length; taken++) {
        if (queue.isEmpty()) {
          Arrays.stream(random.permutation(size.workers())).forEach(queue::add);
        }
        block[taken] = takeOther(queue, Arrays.copyOf(block, taken));
      }
    }
    return blocks;
  }

  private static int takeOther(Deque<Integer> queue, int[] block) {
    for (Iterator<Integer> rest = queue.iterator(); rest.hasNext(); ) {
      int worker = rest.next();
      if (Arrays.stream(block).noneMatch(other -> other == worker)) {
        rest.remove();
        return worker;
      }
    }
    throw new IllegalStateException("a full queue holds a worker that the job lacks");
  }
}
