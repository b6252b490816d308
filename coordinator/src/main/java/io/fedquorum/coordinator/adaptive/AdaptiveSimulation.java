package io.fedquorum.coordinator.adaptive;

import io.fedquorum.coordinator.random.SeededRandom;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Plays rounds under {@link AdaptiveReplication} without training anything: a result is right or
 * wrong. The cheaters, who are the first workers, know the assignment: they answer wrongly whenever
 * they are alone and rightly otherwise, so only an audit finds them out. Equal arguments give equal
 * results.
 */
public final class AdaptiveSimulation {
  private final AdaptiveReplication rule;
  private final SeededRandom random;
  private final TrackRecord[] records;
  private final int cheaters;
  private long jobs;
  private long trainings;
  private long audits;
  private long wrongPaid;
  private long wrongCaught;

  /**
   * Starts with new workers.
   *
   * @param workers how many, at least the rule's replicas
   * @param cheaters how many of them cheat
   */
  public AdaptiveSimulation(AdaptiveReplication rule, int workers, int cheaters, Bytes32 seed) {
    if (workers < rule.replicas() || cheaters < 0 || cheaters > workers) {
      throw new IllegalArgumentException(
          "workers '%d' must be at least %d and cheaters '%d' no more"
              .formatted(workers, rule.replicas(), cheaters));
    }
    this.rule = rule;
    this.cheaters = cheaters;
    this.random = new SeededRandom(seed, "adaptive-simulation");
    this.records = new TrackRecord[workers];
    Arrays.fill(records, TrackRecord.NONE);
  }

  /**
   * What was seen.
   *
   * @param replication replicas per job; 1 is no redundancy
   * @param auditsPerJob recomputations per job
   * @param wrongPaid wrong results that passed
   * @param wrongCaught wrong results that were found
   */
  public record Summary(double replication, double auditsPerJob, long wrongPaid, long wrongCaught) {
    /** What the cheaters gained in all, in wei. */
    public BigInteger cheatersGain(BigInteger rewardWei, BigInteger slashWei) {
      return rewardWei
          .multiply(BigInteger.valueOf(wrongPaid))
          .subtract(slashWei.multiply(BigInteger.valueOf(wrongCaught)));
    }
  }

  /** Plays some more rounds of so many jobs. */
  public Summary play(int rounds, int jobsPerRound) {
    for (long job = 0; job < (long) rounds * jobsPerRound; job++) {
      playJob();
    }
    return new Summary((double) trainings / jobs, (double) audits / jobs, wrongPaid, wrongCaught);
  }

  private void playJob() {
    int[] drawn = Arrays.copyOf(random.permutation(records.length), rule.replicas());
    int first = drawn[0];
    boolean replicated = rule.replicated(records[first], random);
    boolean wrong = !replicated && first < cheaters;
    boolean audited = !replicated && rule.audited(random);
    jobs++;
    trainings += replicated ? rule.replicas() : 1;
    audits += audited ? 1 : 0;
    for (int i = 0; i < (replicated ? drawn.length : audited ? 1 : 0); i++) {
      records[drawn[i]] = records[drawn[i]].checked(!wrong);
    }
    wrongCaught += wrong && audited ? 1 : 0;
    wrongPaid += wrong && !audited ? 1 : 0;
  }
}
