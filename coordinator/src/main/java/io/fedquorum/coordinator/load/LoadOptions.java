package io.fedquorum.coordinator.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import io.fedquorum.protocol.CanonicalJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How much load.
 *
 * @param workers simulated workers, 3 to 5,000
 * @param rounds rounds, 1 to 1,000
 * @param chain {@code auto}, {@code goquorum}, {@code docker} or {@code dev}
 * @param windowSeconds length of the commit and of the reveal window, which end early
 * @param out where everything goes; empty or not there yet
 */
public record LoadOptions(int workers, int rounds, String chain, int windowSeconds, Path out) {
  private static final int REPLICAS = 3;
  private static final int MOST_WORKERS = 5_000;
  private static final int MOST_ROUNDS = 1_000;
  private static final int MOST_SECONDS = 3_600;

  public LoadOptions {
    Objects.requireNonNull(out, "out");
    require(
        workers >= REPLICAS && workers <= MOST_WORKERS,
        "workers",
        workers,
        REPLICAS + " to " + MOST_WORKERS);
    require(rounds >= 1 && rounds <= MOST_ROUNDS, "rounds", rounds, "1 to " + MOST_ROUNDS);
    require(
        windowSeconds >= 5 && windowSeconds <= MOST_SECONDS,
        "window-seconds",
        windowSeconds,
        "5 to " + MOST_SECONDS);
    require(
        List.of("auto", "goquorum", "docker", "dev").contains(chain),
        "chain",
        chain,
        "one of auto, goquorum, docker, dev");
  }

  /**
   * The training: a job for each worker, three workers a job, the smallest network for the images.
   * The policy is the majority: a referee would train, and find all canned results wrong.
   */
  ObjectNode request() {
    return CanonicalJson.mapper()
        .createObjectNode()
        .put("name", "load")
        .put("model", "mlp-784-10")
        .put("rounds", rounds)
        .put("jobs", workers)
        .put("replicas", REPLICAS)
        .put("design", "random")
        .put("policy", "majority")
        .put("commitSeconds", windowSeconds)
        .put("revealSeconds", windowSeconds);
  }

  private static void require(boolean holds, String field, Object value, String allowed) {
    if (!holds) {
      throw new InvalidTrainingException(field, value, allowed);
    }
  }
}
