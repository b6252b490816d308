package io.fedquorum.coordinator.tolerance;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Agreement within a relative distance. The canonical member is the answer with the most answers
 * within the threshold of it, of equals the one with the smallest digest; those answers are the
 * winning cluster. Every member is within the threshold of the accepted bytes, so small steps can't
 * chain up to a large one as they could by single linkage.
 *
 * @param accepted the canonical member's digest
 * @param standings how each answer stands
 */
public record TolerantAgreement(Digest accepted, Map<Address, Standing> standings) {
  /** How an answer stands. */
  public enum Standing {
    /** Within the threshold of the accepted result: paid. */
    AGREES,
    /** Outside, while a worker of the same profile agrees: the profile is no excuse, slashed. */
    WRONG,
    /** Outside, and nobody of its profile agrees: neither paid nor slashed. */
    UNPROVEN
  }

  public TolerantAgreement {
    standings = Map.copyOf(standings);
  }

  /**
   * Looks for a cluster that is large enough.
   *
   * @param answers the answers of one job, of one model; none twice for a worker
   * @param threshold the largest relative distance that counts as agreement, 0 or more
   * @param quorum how many answers must agree, at least 1
   * @return empty when no cluster is large enough; then the referee decides
   */
  public static Optional<TolerantAgreement> among(
      List<Answer> answers, double threshold, int quorum) {
    if (!(threshold >= 0) || quorum < 1) {
      throw new IllegalArgumentException(
          "threshold '%s' must be 0 or more and quorum '%d' at least 1"
              .formatted(threshold, quorum));
    }
    return answers.stream()
        .max(
            Comparator.comparingLong((Answer a) -> near(a, answers, threshold).size())
                .thenComparing(Answer::digest, Comparator.reverseOrder()))
        .filter(canonical -> near(canonical, answers, threshold).size() >= quorum)
        .map(canonical -> around(canonical, answers, threshold));
  }

  /** Judges all answers by one that is known to be right, such as the referee's own. */
  public static TolerantAgreement around(Answer canonical, List<Answer> answers, double threshold) {
    Set<Bytes32> agreeing =
        near(canonical, answers, threshold).stream()
            .map(Answer::profile)
            .collect(Collectors.toSet());
    Map<Address, Standing> standings = new TreeMap<>();
    for (Answer answer : answers) {
      boolean agrees = canonical.distance(answer) <= threshold;
      Standing outside = agreeing.contains(answer.profile()) ? Standing.WRONG : Standing.UNPROVEN;
      standings.put(answer.worker(), agrees ? Standing.AGREES : outside);
    }
    return new TolerantAgreement(canonical.digest(), standings);
  }

  private static List<Answer> near(Answer centre, List<Answer> answers, double threshold) {
    return answers.stream().filter(a -> centre.distance(a) <= threshold).toList();
  }
}
