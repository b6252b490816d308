package io.fedquorum.coordinator.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.MalformedArtifactException;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FedAvgTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-3-2");
  private final Aggregator fedAvg = new FedAvg();

  private static float[] parameters(Random random) {
    float[] values = new float[MODEL.parameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void shouldWeighResultsByTheirSamples() {
    Accumulator sum = fedAvg.start(MODEL);
    sum.add(0, 1, ModelArtifact.encode(MODEL, new float[] {0, 1, 2, 3, -4, 0, 0, 1}));
    sum.add(1, 3, ModelArtifact.encode(MODEL, new float[] {4, 1, -2, 3, 4, 0, 8, 1}));
    assertThat(ModelArtifact.decode(MODEL, sum.finish())).containsExactly(3, 1, -1, 3, 2, 0, 6, 1);
  }

  @Test
  void shouldBeWithinOneRoundingOfTheExactMean() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      Accumulator sum = fedAvg.start(MODEL);
      BigDecimal exact = BigDecimal.ZERO;
      int weight = 0;
      for (int job = 0; job < 20; job++) {
        float[] values = parameters(random);
        int samples = 1 + random.nextInt(1000);
        sum.add(job, samples, ModelArtifact.encode(MODEL, values));
        exact = exact.add(new BigDecimal(values[5]).multiply(BigDecimal.valueOf(samples)));
        weight += samples;
      }
      float mean = exact.divide(BigDecimal.valueOf(weight), MathContext.DECIMAL128).floatValue();
      float got = ModelArtifact.decode(MODEL, sum.finish())[5];
      assertThat(Math.abs(got - mean)).isLessThanOrEqualTo(Math.ulp(mean));
    }
  }

  /** The digest was computed by an independent program. */
  @Test
  void shouldGiveThePublishedBytes() {
    Accumulator sum = fedAvg.start(MODEL);
    for (int job = 0; job < 25; job++) {
      float[] values = new float[8];
      for (int i = 0; i < values.length; i++) {
        values[i] = ((job * 31 + i * 17) % 101 - 50) / 7f;
      }
      sum.add(job, 100 + job, ModelArtifact.encode(MODEL, values));
    }
    assertThat(Digest.of(sum.finish()))
        .hasToString("a54284f9227248875add20957e02aa0c8dbf423bf49eb63e1e7a90e751979346");
  }

  @Test
  void shouldKeepEqualResultsUnchanged() {
    Random random = new Random(3);
    byte[] artifact = ModelArtifact.encode(MODEL, parameters(random));
    Accumulator sum = fedAvg.start(MODEL);
    sum.add(0, 64, artifact);
    sum.add(1, 64, artifact);
    sum.add(2, 17, artifact);
    assertThat(sum.finish()).isEqualTo(artifact);
  }

  @Test
  void shouldRefuseResultsOutOfJobOrder() {
    byte[] artifact = ModelArtifact.encode(MODEL, new float[8]);
    Accumulator sum = fedAvg.start(MODEL);
    sum.add(2, 1, artifact);
    assertThatThrownBy(() -> sum.add(2, 1, artifact)).hasMessageContaining("job '2' must come");
  }

  @Test
  void shouldAddNothingOfAMalformedResult() {
    byte[] good = ModelArtifact.encode(MODEL, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
    byte[] bad = good.clone();
    bad[bad.length - 1] = 0x7f;
    bad[bad.length - 2] = (byte) 0x80;
    Accumulator sum = fedAvg.start(MODEL);
    sum.add(0, 1, good);
    assertThatThrownBy(() -> sum.add(1, 1, bad)).isInstanceOf(MalformedArtifactException.class);
    assertThat(sum.finish()).isEqualTo(good);
  }

  @Test
  void shouldRefuseToAggregateNothing() {
    assertThatThrownBy(() -> fedAvg.start(MODEL).finish())
        .isInstanceOf(IllegalStateException.class);
  }
}
