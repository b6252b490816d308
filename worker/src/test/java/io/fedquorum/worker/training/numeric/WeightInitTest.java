package io.fedquorum.worker.training.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import org.junit.jupiter.api.Test;

class WeightInitTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-784-128-10");

  @Test
  void shouldGiveTheSameBytesOnEveryMachine() {
    Digest digest = Digest.of(ModelArtifact.encode(MODEL, WeightInit.of(MODEL, 42)));

    assertThat(digest.value())
        .isEqualTo("eac6745770c698258c3666b125c0d868a4a50450ff2eb8084b5e4bd60518fd36");
  }

  @Test
  void shouldDependOnTheSeed() {
    assertThat(WeightInit.of(MODEL, 1)).isNotEqualTo(WeightInit.of(MODEL, 2));
  }

  @Test
  void shouldStayWithinTheLimitsAndLeaveBiasesAtZero() {
    float[] parameters = WeightInit.of(ModelSpec.parse("mlp-6-4-2"), 7);

    assertThat(parameters).hasSize(38);
    for (int i = 0; i < 24; i++) {
      assertThat(parameters[i]).isBetween(-1f, 1f).isNotZero();
    }
    assertThat(parameters[24]).isZero();
    assertThat(parameters[27]).isZero();
    assertThat(parameters[28]).isNotZero();
    assertThat(parameters[36]).isZero();
    assertThat(parameters[37]).isZero();
  }
}
