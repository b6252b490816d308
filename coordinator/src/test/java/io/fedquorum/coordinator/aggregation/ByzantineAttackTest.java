package io.fedquorum.coordinator.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which aggregation rule withstands which published attack at which share of evil results. Honest
 * updates are one true update of length 1 with normal noise of length about 2 on each, as
 * mini-batches of few samples give. Measured is how far the aggregate goes along the true update: 1
 * is all the way, below 0 is backwards. {@code -Dfedquorum.docs.update=true} writes the table of
 * the evidence page anew.
 */
class ByzantineAttackTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-32-10");
  private static final int SIZE = MODEL.parameterCount();
  private static final int RESULTS = 25;
  private static final int SEEDS = 10;
  private static final double NOISE = 2;
  private static final List<Integer> EVIL = List.of(0, 2, 5, 8, 11);
  private static final List<String> ATTACKS = List.of("alie", "ipm-0.5", "ipm-10", "min-max");
  private static final List<String> RULES =
      List.of(
          "fedavg",
          "median",
          "trimmed-mean",
          "krum",
          "multi-krum",
          "geometric-median",
          "centred-clipping:2");

  @ParameterizedTest
  @CsvSource({
    "median, 8",
    "trimmed-mean, 5",
    "krum, 11",
    "multi-krum, 11",
    "geometric-median, 8",
    "centred-clipping:2, 8"
  })
  void shouldNotBeTurnedRoundByOutweighing(String rule, int evil) {
    assertThat(progress(rule, "ipm-10", evil)).isPositive();
  }

  @Test
  void shouldShowThatAveragingIsTurnedRoundByTwoOfTwentyFive() {
    assertThat(progress("fedavg", "ipm-10", 0)).isBetween(0.9, 1.1);
    assertThat(progress("fedavg", "ipm-10", 5)).isNegative();
  }

  @Test
  void shouldShowThatNoRuleWithstandsAllAttacksNearHalf() {
    for (String rule : RULES) {
      double worst =
          ATTACKS.stream().mapToDouble(attack -> progress(rule, attack, 11)).min().orElseThrow();
      assertThat(worst).as(rule).isLessThan(0.5);
    }
  }

  /** The stealthy attacks cost robust rules what they do not cost an average. */
  @Test
  void shouldShowThatARobustRuleIsNotProofAgainstALittle() {
    assertThat(progress("krum", "alie", 8)).isLessThan(0.5);
    assertThat(progress("fedavg", "alie", 8)).isGreaterThan(progress("krum", "alie", 8));
  }

  @Test
  void shouldBeTheTableOfTheEvidencePage() throws IOException {
    Path page = Path.of("..", "docs", "explanation-verification.md");
    String text = Files.readString(page);
    String begin = "<!-- robust aggregation: written by ByzantineAttackTest -->\n```\n";
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf("```", from);
    String table = table();
    if (Boolean.getBoolean("fedquorum.docs.update")) {
      Files.writeString(page, text.substring(0, from) + table + text.substring(to));
      return;
    }

    assertThat(text.substring(from, to)).isEqualTo(table);
  }

  private static String table() {
    StringBuilder table = new StringBuilder("%-19s %-8s".formatted("RULE", "ATTACK"));
    EVIL.forEach(q -> table.append("%7s".formatted(q + "/" + RESULTS)));
    table.append('\n');
    for (String rule : RULES) {
      for (String attack : ATTACKS) {
        table.append("%-19s %-8s".formatted(rule, attack));
        for (int evil : EVIL) {
          table.append(String.format(Locale.ROOT, "%7.2f", progress(rule, attack, evil)));
        }
        table.append('\n');
      }
    }
    return table.toString();
  }

  /** The mean over seeds of the aggregate's share of the true update. */
  private static double progress(String rule, String attack, int evil) {
    String full = rule.equals("trimmed-mean") || rule.endsWith("krum") ? rule + ":" + evil : rule;
    double sum = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      float[] truth = direction(random);
      List<float[]> results = new ArrayList<>();
      for (int k = 0; k < RESULTS - evil; k++) {
        results.add(noisy(truth, random));
      }
      List<float[]> honest = List.copyOf(results);
      for (int k = 0; k < evil; k++) {
        results.add(vector(attack, honest, evil));
      }
      sum += dot(aggregate(full, results), truth);
    }
    return sum / SEEDS;
  }

  private static float[] vector(String attack, List<float[]> honest, int evil) {
    return switch (attack) {
      case "alie" -> ByzantineAttacks.littleIsEnough(honest, evil);
      case "ipm-0.5" -> ByzantineAttacks.innerProduct(honest, 0.5);
      case "ipm-10" -> ByzantineAttacks.innerProduct(honest, 10);
      default -> ByzantineAttacks.minMax(honest);
    };
  }

  private static float[] aggregate(String rule, List<float[]> results) {
    Accumulator accumulator = Aggregators.named(rule).start(MODEL);
    for (int job = 0; job < results.size(); job++) {
      accumulator.add(job, 1, ModelArtifact.encode(MODEL, results.get(job)));
    }
    return ModelArtifact.decode(MODEL, accumulator.finish());
  }

  private static float[] direction(Random random) {
    float[] vector = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    double norm = Math.sqrt(dot(vector, vector));
    for (int i = 0; i < SIZE; i++) {
      vector[i] /= (float) norm;
    }
    return vector;
  }

  private static float[] noisy(float[] truth, Random random) {
    float[] vector = truth.clone();
    for (int i = 0; i < SIZE; i++) {
      vector[i] += (float) (random.nextGaussian() * NOISE / Math.sqrt(SIZE));
    }
    return vector;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
