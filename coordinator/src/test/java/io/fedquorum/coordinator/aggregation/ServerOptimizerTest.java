package io.fedquorum.coordinator.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.aggregation.ServerOptimizer.Kind;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerOptimizerTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-1-1");
  private static final byte[] START = ModelArtifact.encode(MODEL, new float[] {1, 2});
  private static final byte[] NEXT = ModelArtifact.encode(MODEL, new float[] {1.5f, 1});

  private static Step step(Kind kind, byte[] from, byte[] to, OptimizerState state) {
    return ServerOptimizer.of(kind).step(MODEL, from, to, state);
  }

  private static float[] parameters(Step step) {
    return ModelArtifact.decode(MODEL, step.model());
  }

  @Test
  void shouldTakeTheAggregateItselfWithoutAnOptimiser() {
    assertThat(step(Kind.NONE, START, NEXT, OptimizerState.initial(2)).model()).isEqualTo(NEXT);
  }

  @Test
  void shouldCarryMomentumOnFromRoundToRound() {
    Step first = step(Kind.FEDAVGM, START, NEXT, OptimizerState.initial(2));
    assertThat(parameters(first)).containsExactly(1.5f, 1);
    // The second aggregate equals the model: only 0.9 of the momentum moves it.
    Step second = step(Kind.FEDAVGM, NEXT, NEXT, first.state());
    assertThat(parameters(second)).containsExactly(1.95f, 0.1f);
  }

  @Test
  void shouldScaleByTheRootOfTheVarianceInAdam() {
    // m = 0.1·0.5, v = 0.01·0.25, step = 0.1·0.05/(0.05+0.001)
    float[] adam = parameters(step(Kind.FEDADAM, START, NEXT, OptimizerState.initial(2)));
    assertThat(adam[0]).isEqualTo((float) (1 + 0.1 * 0.05 / (Math.sqrt(0.0025) + 0.001)));
    assertThat(adam[1]).isLessThan(2);
  }

  @Test
  void shouldLetTheVarianceFallSlowlyInYogi() {
    OptimizerState zero = OptimizerState.initial(2);
    Step adam = step(Kind.FEDADAM, START, NEXT, zero);
    Step yogi = step(Kind.FEDYOGI, START, NEXT, zero);
    assertThat(yogi.model()).isEqualTo(adam.model());
    // Without a change Adam's variance shrinks by β₂, Yogi's stays.
    assertThat(step(Kind.FEDADAM, NEXT, NEXT, adam.state()).state().variance()[0])
        .isLessThan(adam.state().variance()[0]);
    assertThat(step(Kind.FEDYOGI, NEXT, NEXT, yogi.state()).state().variance()[0])
        .isEqualTo(yogi.state().variance()[0]);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void shouldGoOnTheSameFromTheBytesOfItsState(Kind kind) {
    Step first = step(kind, START, NEXT, OptimizerState.initial(2));
    OptimizerState read = OptimizerState.read(2, first.state().bytes());
    assertThat(read.digest()).isEqualTo(first.state().digest());
    assertThat(step(kind, NEXT, START, read).model())
        .isEqualTo(step(kind, NEXT, START, first.state()).model());
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    assertThatThrownBy(() -> OptimizerState.read(2, new byte[31]))
        .hasMessage("optimiser state of '31' bytes must have 32");
    assertThatThrownBy(() -> step(Kind.FEDADAM, START, NEXT, OptimizerState.initial(3)))
        .hasMessage("optimiser state of '3' parameters must have 2");
    BigDecimal one = BigDecimal.ONE;
    assertThatThrownBy(() -> new ServerOptimizer(Kind.FEDADAM, one, one, BigDecimal.ZERO, one))
        .hasMessage("server optimiser beta1 '1' must be 0 to below 1");
  }
}
