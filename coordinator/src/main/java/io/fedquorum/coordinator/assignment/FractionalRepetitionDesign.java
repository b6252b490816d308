package io.fedquorum.coordinator.assignment;

import io.fedquorum.coordinator.random.SeededRandom;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fractional repetition: the workers form {@code workers / replicas} groups and all of a group
 * train the same jobs (Tandon et al., "Gradient Coding", ICML 2017, section 4; Rajput et al.,
 * "DETOX", NeurIPS 2019). Simple, and the worst of the designs against colluders who know it.
 */
final class FractionalRepetitionDesign implements AssignmentDesign {
  private static final int AROUND = 4;

  @Override
  public String name() {
    return "fractional";
  }

  @Override
  public String validSizes() {
    return "workers in groups of r, and as many jobs or a multiple as there are groups";
  }

  @Override
  public boolean fits(Size size) {
    return size.workers() % size.replicas() == 0 && size.jobs() % groups(size) == 0;
  }

  @Override
  public OptionalInt naturalJobs(int workers, int replicas) {
    return NaturalSize.ifFits(this, workers, workers, replicas);
  }

  @Override
  public List<Size> nearest(Size size) {
    int r = size.replicas();
    int groups = Math.max(1, groups(size));
    return size.nearest(
        IntStream.rangeClosed(Math.max(1, groups - AROUND), groups + AROUND)
            .boxed()
            .flatMap(g -> multiplesNear(size.jobs(), g).map(jobs -> new Size(g * r, jobs, r))));
  }

  private static Stream<Integer> multiplesNear(int jobs, int groups) {
    int below = jobs / groups * groups;
    return Stream.of(below, below + groups).filter(multiple -> multiple > 0);
  }

  private static int groups(Size size) {
    return size.workers() / size.replicas();
  }

  @Override
  public int[][] blocks(Size size, SeededRandom random) {
    int r = size.replicas();
    int[][] blocks = new int[size.jobs()][];
    for (int job = 0; job < blocks.length; job++) {
      int first = job % groups(size) * r;
      blocks[job] = IntStream.range(first, first + r).toArray();
    }
    return blocks;
  }
}
