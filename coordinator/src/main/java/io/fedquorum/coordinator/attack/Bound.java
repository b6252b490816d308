package io.fedquorum.coordinator.attack;

import io.fedquorum.coordinator.planner.WorstCase;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import java.util.List;
import java.util.Set;

/** How many wrong results a policy may accept of a drawn assignment, whoever is evil. */
final class Bound {
  private Bound() {}

  /**
   * The worst case over all sets of as many colluders as there are evil workers in the draw.
   *
   * @param evil all evil accounts
   */
  static int of(Assignment drawn, Policy policy, Set<Address> evil) {
    int colluders = (int) drawn.eligible().stream().filter(evil::contains).count();
    int[][] blocks =
        drawn.jobs().stream()
            .map(job -> job.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    int quorum = policy.quorum(drawn.replicas());
    return WorstCase.of(drawn.eligible().size(), blocks, colluders, quorum).jobs();
  }

  /** The sum over several rounds. */
  static int of(List<Assignment> drawn, Policy policy, Set<Address> evil) {
    return drawn.stream().mapToInt(one -> of(one, policy, evil)).sum();
  }
}
