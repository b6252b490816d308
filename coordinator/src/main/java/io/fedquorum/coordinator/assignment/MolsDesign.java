package io.fedquorum.coordinator.assignment;

import io.fedquorum.coordinator.random.SeededRandom;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Mutually orthogonal Latin squares (Konstantinidis and Ramamoorthy, "ByzShield: An Efficient and
 * Robust System for Distributed Training", MLSys 2021, section 4.1). For a prime power {@code l}
 * and {@code r < l} there are {@code l·r} workers and {@code l²} jobs: job {@code (i,j)} goes, for
 * each square {@code a = 1..r}, to worker {@code a·i + j} of that square, in the field of order
 * {@code l}. Two workers share one job, or none when they are of one square.
 */
final class MolsDesign implements AssignmentDesign {
  private static final int LARGEST = 64;

  @Override
  public String name() {
    return "mols";
  }

  @Override
  public String validSizes() {
    return "l x r workers and l x l jobs, with l a prime power and 2 <= r < l";
  }

  @Override
  public boolean fits(Size size) {
    int order = size.workers() / size.replicas();
    return size.replicas() >= 2
        && size.replicas() < order
        && size.workers() == order * size.replicas()
        && size.jobs() == (long) order * order
        && GaloisField.exists(order);
  }

  @Override
  public OptionalInt naturalJobs(int workers, int replicas) {
    int order = workers / replicas;
    return NaturalSize.ifFits(this, workers, (long) order * order, replicas);
  }

  @Override
  public List<Size> nearest(Size size) {
    return size.nearest(
        IntStream.rangeClosed(3, LARGEST)
            .filter(GaloisField::exists)
            .boxed()
            .flatMap(l -> IntStream.range(2, l).mapToObj(r -> new Size(l * r, l * l, r))));
  }

  @Override
  public int[][] blocks(Size size, SeededRandom random) {
    int order = size.workers() / size.replicas();
    GaloisField field = GaloisField.of(order).orElseThrow();
    int[][] blocks = new int[size.jobs()][size.replicas()];
    for (int job = 0; job < blocks.length; job++) {
      for (int square = 0; square < size.replicas(); square++) {
        int cell = field.add(field.multiply(square + 1, job / order), job % order);
        blocks[job][square] = square * order + cell;
      }
    }
    return blocks;
  }
}
