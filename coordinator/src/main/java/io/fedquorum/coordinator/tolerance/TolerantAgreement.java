package io.fedquorum.coordinator.tolerance;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Agreement within a relative distance. The canonical member is the answer with the most answers
 * within the threshold of it; of equals the one that is nearest to them all together, so that an
 * answer at the rim does not win by its digest; of these the one with the smallest digest. The
 * answers within the threshold of it are the winning cluster. Every member is within the threshold
 * of the accepted bytes, so small steps can't chain up to a large one as they could by single
 * linkage.
 *
 * @param accepted the canonical member's digest
 * @param standings how each answer stands
 */
public record TolerantAgreement(Digest accepted, Map<Address, Standing> standings) {
  /** How an answer stands. */
  public enum Standing {
    /** Within the threshold of the accepted result: paid. */
    AGREES,
    /** Outside, while another result of its profile agrees: the profile is no excuse, slashed. */
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
    List<Answer> ordered = answers.stream().sorted(Comparator.comparing(Answer::digest)).toList();
    return ordered.stream()
        .map(centre -> Candidate.of(centre, ordered, threshold))
        .min(
            Comparator.comparingInt(Candidate::members)
                .reversed()
                .thenComparingDouble(Candidate::spread)
                .thenComparing(candidate -> candidate.centre().digest()))
        .filter(best -> best.members() >= quorum)
        .map(best -> around(best.centre(), answers, threshold));
  }

  /**
   * An answer as the centre of a cluster.
   *
   * @param members how many answers are within the threshold, itself included
   * @param spread the sum of their distances, in digest order
   */
  private record Candidate(Answer centre, int members, double spread) {
    static Candidate of(Answer centre, List<Answer> ordered, double threshold) {
      int members = 0;
      double spread = 0;
      for (Answer answer : ordered) {
        double distance = centre.distance(answer);
        if (distance <= threshold) {
          members++;
          spread += distance;
        }
      }
      return new Candidate(centre, members, spread);
    }
  }

  /**
   * Judges all answers by one that is known to be right, such as the referee's own. Its profile is
   * as good as proven: an answer of it has no excuse.
   */
  public static TolerantAgreement around(Answer canonical, List<Answer> answers, double threshold) {
    Set<Bytes32> proven = new HashSet<>(Set.of(canonical.profile()));
    Set<Address> near = new HashSet<>();
    for (Answer answer : answers) {
      if (canonical.distance(answer) <= threshold) {
        proven.add(answer.profile());
        near.add(answer.worker());
      }
    }
    Map<Address, Standing> standings = new TreeMap<>();
    for (Answer answer : answers) {
      Standing outside = proven.contains(answer.profile()) ? Standing.WRONG : Standing.UNPROVEN;
      standings.put(answer.worker(), near.contains(answer.worker()) ? Standing.AGREES : outside);
    }
    return new TolerantAgreement(canonical.digest(), standings);
  }
}
