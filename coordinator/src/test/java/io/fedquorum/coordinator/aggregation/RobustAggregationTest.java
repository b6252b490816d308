package io.fedquorum.coordinator.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustAggregationTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-4-2");
  private static final int SIZE = 10;

  private static float[] aggregate(String rule, List<float[]> results) {
    Accumulator accumulator = Aggregators.named(rule).start(MODEL);
    for (int job = 0; job < results.size(); job++) {
      accumulator.add(job, 1 + job, ModelArtifact.encode(MODEL, results.get(job)));
    }
    return ModelArtifact.decode(MODEL, accumulator.finish());
  }

  /** Honest results lie within 1 of 5 in each coordinate, evil ones far away. */
  private static List<float[]> results(Random random, int honest, int evil) {
    List<float[]> results = new ArrayList<>();
    for (int k = 0; k < honest + evil; k++) {
      float[] values = new float[SIZE];
      for (int i = 0; i < SIZE; i++) {
        float noise = 2 * random.nextFloat() - 1;
        values[i] = k < honest ? 5 + noise : -1_000 * (1 + random.nextFloat());
      }
      results.add(values);
    }
    Collections.shuffle(results, random);
    return results;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "median",
        "trimmed-mean:3",
        "krum:3",
        "multi-krum:3",
        "geometric-median",
        "centred-clipping:2"
      })
  void shouldStayWithTheHonestWhenAThirdIsEvil(String rule) {
    Random random = new Random(1);
    for (int n = 0; n < 100; n++) {
      for (float value : aggregate(rule, results(random, 8, 3))) {
        assertThat(value).isBetween(2.5f, 6.5f);
      }
    }
  }

  @Test
  void shouldShowThatAveragingAloneDoesNot() {
    assertThat(aggregate("fedavg", results(new Random(1), 8, 3))[0]).isLessThan(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fedavg",
        "median",
        "trimmed-mean:2",
        "krum:2",
        "multi-krum:2",
        "geometric-median",
        "centred-clipping:1"
      })
  void shouldKeepEqualResults(String rule) {
    float[] same = {1, -2, 3, 0.5f, 0.25f, 7, 8, -9, 10, 0.1f};
    assertThat(aggregate(rule, Collections.nCopies(7, same)))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(same);
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "krum:2", "trimmed-mean:2"})
  void shouldNotDependOnTheOrderOfResults(String rule) {
    Random random = new Random(9);
    for (int n = 0; n < 50; n++) {
      List<float[]> results = results(random, 7, 2);
      float[] before = aggregate(rule, results);
      Collections.shuffle(results, random);
      assertThat(aggregate(rule, results))
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(before);
    }
  }

  @Test
  void shouldTakeTheMiddleValueOrTheMeanOfTheMiddleTwo() {
    assertThat(aggregate("median", column(1, 9, 4))[0]).isEqualTo(4);
    assertThat(aggregate("median", column(1, 9, 4, 5))[0]).isEqualTo(4.5f);
    assertThat(aggregate("trimmed-mean:1", column(-100, 1, 3, 50))[0]).isEqualTo(2);
  }

  @Test
  void shouldFindTheGeometricMedianOfALine() {
    assertThat(aggregate("geometric-median", column(0, 1, 2, 3, 1_000))[0]).isBetween(1.99f, 2.01f);
  }

  @Test
  void shouldReturnOneOfTheResultsFromKrum() {
    Random random = new Random(3);
    List<float[]> results = results(random, 7, 2);
    assertThat(results).contains(aggregate("krum:2", results));
  }

  @Test
  void shouldLimitHowFarOneResultMovesTheClippedCentre() {
    float moved = aggregate("centred-clipping:1", column(0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000_000))[0];
    assertThat(moved).isBetween(0f, 0.31f);
  }

  private static List<float[]> column(float... values) {
    List<float[]> results = new ArrayList<>();
    for (float value : values) {
      float[] result = new float[SIZE];
      result[0] = value;
      results.add(result);
    }
    return results;
  }

  @Test
  void shouldRefuseTooFewResultsForTheEvil() {
    assertThatThrownBy(() -> aggregate("krum:2", column(1, 2, 3, 4, 5, 6)))
        .hasMessage("results '6' must be at least 7 for aggregation krum:2");
    assertThatThrownBy(() -> aggregate("trimmed-mean:2", column(1, 2, 3, 4)))
        .hasMessage("results '4' must be at least 5 for aggregation trimmed-mean:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "krum", "krum:x", "median:1", "centred-clipping:-1", ""})
  void shouldNameTheRulesWhenAskedForAnother(String rule) {
    assertThatThrownBy(() -> Aggregators.named(rule))
        .hasMessageStartingWith("aggregation '" + rule + "' must be one of fedavg, median");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fedavg",
        "median",
        "trimmed-mean:2",
        "krum:1",
        "multi-krum:1",
        "geometric-median",
        "centred-clipping:0.5"
      })
  void shouldReadBackItsName(String rule) {
    assertThat(Aggregators.named(rule).name()).isEqualTo(rule);
  }
}
