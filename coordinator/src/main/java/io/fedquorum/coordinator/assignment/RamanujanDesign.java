package io.fedquorum.coordinator.assignment;

import io.fedquorum.coordinator.random.SeededRandom;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ramanujan bipartite graphs (Konstantinidis and Ramamoorthy, "ByzShield", MLSys 2021, section 4.2,
 * after Burnwal, Sinha and Vidyasagar, "New and Explicit Constructions of Unbalanced Ramanujan
 * Bipartite Graphs", 2021). With {@code s} prime and {@code P} the cyclic shift of order {@code s},
 * the matrix B has {@code s × m} square blocks; block {@code (b,c)} is {@code P} to the power
 * {@code b·c}, so row {@code i} of block row {@code b} meets column {@code i − b·c mod s} of block
 * column {@code c}.
 *
 * <p>Case 1, {@code m < s}: workers are the columns, {@code m·s} workers, {@code s²} jobs, {@code
 * m} replicas. Case 2, {@code m ≥ s} and {@code s} divides {@code m}: workers are the rows, {@code
 * s²} workers, {@code m·s} jobs, {@code s} replicas.
 */
final class RamanujanDesign implements AssignmentDesign {
  private static final int LARGEST = 31;
  private static final int LARGEST_MULTIPLE = 8;

  @Override
  public String name() {
    return "ramanujan";
  }

  @Override
  public String validSizes() {
    return "s prime and m x s workers, s x s jobs, m replicas with 2 <= m < s,"
        + " or s x s workers, m x s jobs, s replicas with m a multiple of s";
  }

  @Override
  public boolean fits(Size size) {
    return fitsCase1(size) || fitsCase2(size);
  }

  @Override
  public OptionalInt naturalJobs(int workers, int replicas) {
    long prime = replicas < 1 ? 0 : workers / replicas;
    OptionalInt case1 = NaturalSize.ifFits(this, workers, prime * prime, replicas);
    return case1.isPresent()
        ? case1
        : NaturalSize.ifFits(this, workers, (long) replicas * replicas, replicas);
  }

  @Override
  public List<Size> nearest(Size size) {
    return size.nearest(
        IntStream.rangeClosed(2, LARGEST)
            .filter(GaloisField::isPrime)
            .boxed()
            .flatMap(RamanujanDesign::sizes));
  }

  private static Stream<Size> sizes(int s) {
    return Stream.concat(
        IntStream.range(2, s).mapToObj(m -> new Size(m * s, s * s, m)),
        IntStream.rangeClosed(1, LARGEST_MULTIPLE)
            .mapToObj(multiple -> new Size(s * s, multiple * s * s, s)));
  }

  private static boolean fitsCase1(Size size) {
    int s = size.workers() / size.replicas();
    return size.replicas() >= 2
        && size.replicas() < s
        && size.workers() == s * size.replicas()
        && size.jobs() == (long) s * s
        && GaloisField.isPrime(s);
  }

  private static boolean fitsCase2(Size size) {
    long s = size.replicas();
    return size.workers() == s * s
        && size.jobs() % (s * s) == 0
        && GaloisField.isPrime(size.replicas());
  }

  @Override
  public int[][] blocks(Size size, SeededRandom random) {
    int r = size.replicas();
    int[][] blocks = new int[size.jobs()][r];
    int s = fitsCase1(size) ? size.workers() / r : r;
    for (int job = 0; job < blocks.length; job++) {
      int major = job / s;
      int minor = job % s;
      for (int k = 0; k < r; k++) {
        long shift = (long) major * k;
        int place =
            fitsCase1(size) ? Math.floorMod(minor - shift, s) : Math.floorMod(minor + shift, s);
        blocks[job][k] = k * s + place;
      }
    }
    return blocks;
  }
}
