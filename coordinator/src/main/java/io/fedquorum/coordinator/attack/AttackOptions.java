package io.fedquorum.coordinator.attack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.demo.DemoOptions;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import io.fedquorum.coordinator.training.TrainingRequest;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.protocol.CanonicalJson;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Which attacks to run on what.
 *
 * @param attacks names, at least one
 * @param evil numbers of evil workers, each fewer than half of the workers
 * @param workers workers of each training, 3 to 64
 * @param rounds rounds of each training, 1 to 100
 * @param jobs jobs a round
 * @param replicas workers a job
 * @param policy verification policy
 * @param design assignment design
 * @param dataset {@code auto}, {@code mnist} or {@code digits}
 * @param chain {@code auto}, {@code goquorum}, {@code docker} or {@code dev}
 * @param seed of the training
 * @param commitSeconds commit window; who is silent or late holds a round up for so long
 * @param revealSeconds reveal window
 * @param out where everything goes; empty or not there yet
 */
public record AttackOptions(
    List<String> attacks,
    List<Integer> evil,
    int workers,
    int rounds,
    int jobs,
    int replicas,
    String policy,
    String design,
    String dataset,
    String chain,
    long seed,
    int commitSeconds,
    int revealSeconds,
    Path out) {
  /** Stands for all attacks. */
  public static final String ALL = "ALL";

  private static final int MOST_WORKERS = 64;
  private static final int MOST_ROUNDS = 100;

  public AttackOptions {
    attacks = List.copyOf(attacks);
    evil = List.copyOf(evil);
    Objects.requireNonNull(out, "out");
    require(workers >= 3 && workers <= MOST_WORKERS, "workers", workers, "3 to " + MOST_WORKERS);
    require(rounds >= 1 && rounds <= MOST_ROUNDS, "rounds", rounds, "1 to " + MOST_ROUNDS);
    for (int q : evil) {
      require(
          q >= 1 && 2 * q < workers,
          "evil",
          q,
          "1 to %d, fewer than half of %d workers".formatted((workers - 1) / 2, workers));
    }
    require(
        List.of("auto", "mnist", "digits").contains(dataset),
        "dataset",
        dataset,
        "one of auto, mnist, digits");
    require(
        List.of("auto", "goquorum", "docker", "dev").contains(chain),
        "chain",
        chain,
        "one of auto, goquorum, docker, dev");
    requireVerification(policy, design, new Size(workers, jobs, replicas), evil);
    require(!attacks.isEmpty() && !evil.isEmpty(), "attack", attacks, "at least one, and one evil");
    toRequest(seed, rounds, jobs, replicas, policy, design, dataset, commitSeconds, revealSeconds);
  }

  /**
   * Reads {@code ALL}, or names with commas.
   *
   * @throws InvalidTrainingException lists the names that there are
   */
  public static List<String> attacks(String text) {
    if (text.equals(ALL)) {
      return DemoOptions.ATTACKS;
    }
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
    for (String name : names) {
      require(
          DemoOptions.ATTACKS.contains(name),
          "attack",
          name,
          "ALL or some of " + String.join(", ", DemoOptions.ATTACKS));
    }
    return names;
  }

  /** Reads {@code 2}, {@code 1,3} or {@code 1..3}. */
  public static List<Integer> evil(String text) {
    try {
      int dots = text.indexOf("..");
      if (dots < 0) {
        return Arrays.stream(text.split(",", -1))
            .map(part -> Integer.valueOf(part.strip()))
            .distinct()
            .sorted()
            .toList();
      }
      int from = Integer.parseInt(text.substring(0, dots));
      int to = Integer.parseInt(text.substring(dots + 2));
      require(from <= to && to <= MOST_WORKERS, "evil", text, "ascending");
      return IntStream.rangeClosed(from, to).boxed().toList();
    } catch (NumberFormatException e) {
      throw new InvalidTrainingException("evil", text, "a number, 1,3 or 1..3");
    }
  }

  /** The training as it is asked for. */
  ObjectNode request(String name) {
    return toRequest(
            seed, rounds, jobs, replicas, policy, design, dataset, commitSeconds, revealSeconds)
        .put("name", name);
  }

  /** The policy, read. */
  Policy rule() {
    return Policy.parse(policy);
  }

  private static ObjectNode toRequest(
      long seed,
      int rounds,
      int jobs,
      int replicas,
      String policy,
      String design,
      String dataset,
      int commitSeconds,
      int revealSeconds) {
    ObjectNode request =
        CanonicalJson.mapper()
            .createObjectNode()
            .put("name", "attack")
            .put("seed", seed)
            .put("rounds", rounds)
            .put("jobs", jobs)
            .put("replicas", replicas)
            .put("policy", policy)
            .put("design", design)
            .put("dataset", dataset)
            .put("commitSeconds", commitSeconds)
            .put("revealSeconds", revealSeconds);
    // The coordinator would refuse it too, but only when all has been started.
    CanonicalJson.mapper().convertValue(request, TrainingRequest.class).toSpec();
    return request;
  }

  private static void requireVerification(
      String policy, String design, Size size, List<Integer> evil) {
    int most = evil.stream().mapToInt(Integer::intValue).max().orElse(0);
    try {
      Policy.parse(policy).requireSupported(size.workers(), size.replicas(), most);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException("policy", policy, "one that fits: " + e.getMessage());
    }
    try {
      Designs.named(design).requireFits(size);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException("design", design, "one that fits: " + e.getMessage());
    }
  }

  private static void require(boolean holds, String field, Object value, String allowed) {
    if (!holds) {
      throw new InvalidTrainingException(field, value, allowed);
    }
  }
}
