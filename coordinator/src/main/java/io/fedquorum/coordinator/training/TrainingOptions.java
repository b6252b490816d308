package io.fedquorum.coordinator.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fedquorum.coordinator.aggregation.Aggregator;
import io.fedquorum.coordinator.aggregation.Aggregators;
import io.fedquorum.coordinator.aggregation.ServerOptimizer;
import java.util.function.Consumer;

/**
 * Rules that a training may ask for instead of the usual ones. What is null takes the usual rule.
 *
 * @param aggregation how accepted results become one: a name of {@link Aggregators}, usually {@code
 *     fedavg}. A robust rule holds all results of a round at once: memory O(jobs × model)
 * @param serverOptimizer what is done with the aggregate, as {@link ServerOptimizer#parse} reads
 *     it; usually {@code none}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingOptions(String aggregation, String serverOptimizer) {
  /** The usual rules. A specification with them does not mention them. */
  public static final TrainingOptions USUAL = new TrainingOptions(null, null);

  public TrainingOptions {
    aggregation = aggregation == null ? "fedavg" : aggregation;
    serverOptimizer = serverOptimizer == null ? "none" : serverOptimizer;
    check("aggregation", aggregation, Aggregators::named);
    check("serverOptimizer", serverOptimizer, ServerOptimizer::parse);
  }

  /** The aggregation rule. */
  public Aggregator aggregator() {
    return Aggregators.named(aggregation);
  }

  /** The server's step. */
  public ServerOptimizer optimizer() {
    return ServerOptimizer.parse(serverOptimizer);
  }

  /** Refuses rules that can't work in such a training. */
  void requireFit(int jobs) {
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
