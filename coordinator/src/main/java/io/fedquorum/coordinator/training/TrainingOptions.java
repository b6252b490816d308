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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingOptions(
    String aggregation, String serverOptimizer, AdaptiveTerms adaptive, String agreement) {
  /** The usual rules. A specification with them does not mention them. */
  public static final TrainingOptions USUAL = new TrainingOptions(null, null, null, null);

  public TrainingOptions {
    aggregation = aggregation == null ? "fedavg" : aggregation;
    serverOptimizer = serverOptimizer == null ? "none" : serverOptimizer;
    agreement = agreement == null ? "exact" : agreement;
    check("aggregation", aggregation, Aggregators::named);
    check("serverOptimizer", serverOptimizer, ServerOptimizer::parse);
    check("agreement", agreement, Agreement::parse);
    if (adaptive != null && Agreement.parse(agreement).isTolerant()) {
      // A lone answer has nobody to be near to, and a record of near answers proves nothing.
      throw new InvalidTrainingException("adaptive", adaptive, "null with agreement " + agreement);
    }
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
