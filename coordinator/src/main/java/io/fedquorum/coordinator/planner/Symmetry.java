package io.fedquorum.coordinator.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Symmetries of an assignment: permutations of workers (and jobs) that keep who trains what. Two
 * copies of the bipartite graph are coloured side by side, refined by the colours of neighbours
 * until nothing changes, and where vertices are left alike one is singled out in both (McKay,
 * "Practical Graph Isomorphism", 1981). Every symmetry is checked before it is used, so giving up
 * on a search can only cost time.
 */
final class Symmetry {
  private static final int SEARCH_LIMIT = 500;

  private final int workers;
  private final int[][] neighbours;
  private int searched;

  Symmetry(Incidence incidence) {
    this.workers = incidence.workers();
    List<List<Integer>> lists = new ArrayList<>();
    IntStream.range(0, workers + incidence.jobs()).forEach(v -> lists.add(new ArrayList<>()));
    for (int job = 0; job < incidence.jobs(); job++) {
      for (int worker : incidence.blocks()[job]) {
        lists.get(worker).add(workers + job);
        lists.get(workers + job).add(worker);
      }
    }
    neighbours =
        lists.stream()
            .map(l -> l.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /**
   * The orbit of each worker under the symmetries that leave the given workers in place, named by
   * its smallest member.
   */
  int[] orbits(int[] fixed) {
    int[] orbit = IntStream.range(0, workers).toArray();
    for (int v = 1; v < workers; v++) {
      for (int u = 0; u < v && orbit[v] == v; u++) {
        if (orbit[u] == u) {
          searched = 0;
          int[] image = search(start(fixed, u), start(fixed, v));
          for (int x = 0; image != null && x < workers; x++) {
            join(orbit, x, image[x]);
          }
        }
      }
    }
    return orbit;
  }

  private static void join(int[] orbit, int a, int b) {
    int low = Math.min(orbit[a], orbit[b]);
    int high = Math.max(orbit[a], orbit[b]);
    for (int i = 0; i < orbit.length; i++) {
      if (orbit[i] == high) {
        orbit[i] = low;
      }
    }
  }

  private int[] start(int[] fixed, int moved) {
    int[] colours = new int[neighbours.length];
    Arrays.fill(colours, workers, colours.length, 1);
    for (int i = 0; i < fixed.length; i++) {
      colours[fixed[i]] = 3 + i;
    }
    colours[moved] = colours[moved] == 0 ? 2 : -1;
    return colours;
  }

  /** A symmetry that takes the one colouring to the other, or null. */
  private int[] search(int[] from, int[] to) {
    if (++searched > SEARCH_LIMIT) {
      return null;
    }
    int classes = refine(from, to);
    if (classes < 0) {
      return null;
    }
    if (classes == from.length) {
      return checked(from, to);
    }
    int single = firstAlike(from, classes);
    for (int v = 0; v < to.length; v++) {
      if (to[v] == from[single]) {
        int[] image = search(marked(from, single, classes), marked(to, v, classes));
        if (image != null) {
          return image;
        }
      }
    }
    return null;
  }

  private static int[] marked(int[] colours, int vertex, int colour) {
    int[] copy = colours.clone();
    copy[vertex] = colour;
    return copy;
  }

  private static int firstAlike(int[] colours, int classes) {
    int[] sizes = new int[classes];
    Arrays.stream(colours).forEach(colour -> sizes[colour]++);
    return IntStream.range(0, colours.length)
        .filter(v -> sizes[colours[v]] > 1)
        .findFirst()
        .orElseThrow();
  }

  /** Refines both colourings in place; the number of colours, or -1 when they can't match. */
  private int refine(int[] from, int[] to) {
    int before = 0;
    while (true) {
      Map<List<Integer>, Integer> names = new HashMap<>();
      int[] nextFrom = renamed(from, names);
      int classes = names.size();
      int[] nextTo = renamed(to, names);
      if (names.size() != classes || !sameSizes(nextFrom, nextTo)) {
        return -1;
      }
      System.arraycopy(nextFrom, 0, from, 0, from.length);
      System.arraycopy(nextTo, 0, to, 0, to.length);
      if (classes == before) {
        return classes;
      }
      before = classes;
    }
  }

  private int[] renamed(int[] colours, Map<List<Integer>, Integer> names) {
    int[] next = new int[colours.length];
    for (int v = 0; v < next.length; v++) {
      List<Integer> signature = new ArrayList<>();
      for (int neighbour : neighbours[v]) {
        signature.add(colours[neighbour]);
      }
      signature.sort(null);
      signature.add(colours[v]);
      next[v] = names.computeIfAbsent(signature, s -> names.size());
    }
    return next;
  }

  private static boolean sameSizes(int[] from, int[] to) {
    int[] a = from.clone();
    int[] b = to.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    return Arrays.equals(a, b);
  }

  /** The permutation that two discrete colourings define, if it keeps every edge. */
  private int[] checked(int[] from, int[] to) {
    int[] holder = new int[to.length];
    for (int v = 0; v < to.length; v++) {
      holder[to[v]] = v;
    }
    int[] image = Arrays.stream(from).map(colour -> holder[colour]).toArray();
    for (int v = 0; v < workers; v++) {
      int[] moved = Arrays.stream(neighbours[v]).map(n -> image[n]).sorted().toArray();
      int[] expected = neighbours[image[v]].clone();
      Arrays.sort(expected);
      if (!Arrays.equals(moved, expected)) {
        return null;
      }
    }
    return image;
  }
}
