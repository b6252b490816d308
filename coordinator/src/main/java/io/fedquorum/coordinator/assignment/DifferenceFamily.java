package io.fedquorum.coordinator.assignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A cyclic difference family: base blocks that are shifted modulo the number of workers. Sources:
 * Colbourn and Dinitz, <i>Handbook of Combinatorial Designs</i>, II.1 and VI.16. A base block that
 * repeats before a full turn is taken as often as it is new.
 */
final class DifferenceFamily {
  private final int workers;
  private final List<int[]> baseBlocks;

  DifferenceFamily(int workers, int[]... baseBlocks) {
    this.workers = workers;
    this.baseBlocks = List.of(baseBlocks);
  }

  int workers() {
    return workers;
  }

  List<int[]> blocks() {
    List<int[]> blocks = new ArrayList<>();
    for (int[] base : baseBlocks) {
      Set<List<Integer>> seen = new HashSet<>();
      for (int shift = 0; shift < workers; shift++) {
        int by = shift;
        int[] block = Arrays.stream(base).map(p -> (p + by) % workers).sorted().toArray();
        if (seen.add(Arrays.stream(block).boxed().toList())) {
          blocks.add(block);
        }
      }
    }
    return blocks;
  }
}
