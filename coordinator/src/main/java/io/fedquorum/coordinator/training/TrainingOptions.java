package io.fedquorum.coordinator.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fedquorum.coordinator.adaptive.AdaptiveReplication;
import io.fedquorum.coordinator.aggregation.Aggregator;
import io.fedquorum.coordinator.aggregation.Aggregators;
import io.fedquorum.coordinator.aggregation.ServerOptimizer;
import io.fedquorum.coordinator.tolerance.Agreement;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rules that a training may ask for instead of the usual ones. What is null takes the usual rule.
 *
 * @param aggregation how accepted results become one: a name of {@link Aggregators}, usually {@code
 *     fedavg}. A robust rule holds all results of a round at once: memory O(jobs × model)
 * @param serverOptimizer what is done with the aggregate, as {@link ServerOptimizer#parse} reads
 *     it; usually {@code none}
 * @param adaptive fewer replicas for workers with a good record; null for the same for all
 * @param agreement when two results agree, as {@link Agreement#parse} reads it; usually {@code
 *     exact}. With {@code tolerant:THRESHOLD} workers of any numeric profile take part
 * @param escalateAfterSeconds when workers without a job are given the jobs of those who have not
 *     committed, seconds after the assignment; null for never. Each may earn the reward, so the
 *     escrow must be twice as large
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingOptions(
    String aggregation,
    String serverOptimizer,
    AdaptiveTerms adaptive,
    String agreement,
    Integer escalateAfterSeconds) {
  /** The usual rules. A specification with them does not mention them. */
  public static final TrainingOptions USUAL = new TrainingOptions(null, null, null, null, null);

  public TrainingOptions {
    aggregation = aggregation == null ? "fedavg" : aggregation;
    serverOptimizer = serverOptimizer == null ? "none" : serverOptimizer;
    agreement = agreement == null ? "exact" : agreement;
    check("aggregation", aggregation, Aggregators::named);
    check("serverOptimizer", serverOptimizer, ServerOptimizer::parse);
    check("agreement", agreement, Agreement::parse);
    // A lone answer has nobody to be near to, and what reserves answer must be equal.
    requireExact("adaptive", adaptive, agreement);
    requireExact("escalateAfterSeconds", escalateAfterSeconds, agreement);
  }

  /** When two results agree. */
  public Agreement agreed() {
    return Agreement.parse(agreement);
  }

  /** The aggregation rule. */
  public Aggregator aggregator() {
    return Aggregators.named(aggregation);
  }

  /** The server's step. */
  public ServerOptimizer optimizer() {
    return ServerOptimizer.parse(serverOptimizer);
  }

  /** The rule of adaptive replication, when it is on. */
  public Optional<AdaptiveReplication> adaptiveRule(int replicas) {
    return Optional.ofNullable(adaptive).map(terms -> terms.rule(replicas));
  }

  /** How many replicas of a job may be paid, for each that is drawn. */
  int mostPaid() {
    return escalateAfterSeconds == null ? 1 : 2;
  }

  /** Refuses to leave the reserves less time than those before them had. */
  void requireTime(int commitSeconds) {
    int most = commitSeconds / 2;
    if (escalateAfterSeconds != null && (escalateAfterSeconds < 1 || escalateAfterSeconds > most)) {
      throw new InvalidTrainingException(
          "escalateAfterSeconds",
          escalateAfterSeconds,
          "1 to %d, half of commitSeconds, so that others have time too".formatted(most));
    }
  }

  /** Refuses too few jobs for the aggregation rule. */
  void requireJobs(int jobs) {
    int least = aggregator().leastResults();
    if (jobs < least) {
      throw new InvalidTrainingException(
          "aggregation",
          aggregation,
          "a rule for %d jobs a round; this one needs at least %d".formatted(jobs, least));
    }
  }

  private static void requireExact(String field, Object value, String agreement) {
    if (value != null && Agreement.parse(agreement).isTolerant()) {
      throw new InvalidTrainingException(field, value, "null with agreement " + agreement);
    }
  }

  private static void check(String field, String value, Consumer<String> parse) {
    try {
      parse.accept(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException(field, value, "known: " + e.getMessage());
    }
  }

  /** Leaves the usual rules out of a specification's JSON. */
  static final class Unsaid {
    @Override
    public boolean equals(Object value) {
      return value == null || USUAL.equals(value);
    }

    @Override
    public int hashCode() {
      return USUAL.hashCode();
    }
  }
}
