package io.fedquorum.coordinator.tolerance;

import static io.fedquorum.coordinator.Fixtures.seed;
import static io.fedquorum.coordinator.Fixtures.worker;
import static io.fedquorum.coordinator.tolerance.TolerantAgreement.Standing.AGREES;
import static io.fedquorum.coordinator.tolerance.TolerantAgreement.Standing.UNPROVEN;
import static io.fedquorum.coordinator.tolerance.TolerantAgreement.Standing.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TolerantAgreementTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-1-1");

  private static Answer answer(int worker, int profile, float a, float b) {
    byte[] artifact = ModelArtifact.encode(MODEL, new float[] {a, b});
    return new Answer(worker(worker), seed(profile), MODEL, artifact);
  }

  @Test
  void shouldMeasureTheRelativeDistance() {
    Answer five = answer(0, 0, 3, 4);
    assertThat(five.distance(answer(1, 0, 3, 4))).isZero();
    assertThat(five.distance(answer(1, 0, 0, 0))).isEqualTo(1);
    assertThat(five.distance(answer(1, 0, 3, 3))).isCloseTo(0.2, within(1e-12));
    assertThat(answer(0, 0, 0, 0).distance(answer(1, 0, 0, 0))).isZero();
  }

  @Test
  void shouldSlashOnlyWhereTheProfileIsNoExcuse() {
    List<Answer> answers =
        List.of(
            answer(0, 1, 1.0f, 1.0f),
            answer(1, 1, 1.0f, 1.0f),
            answer(2, 2, 1.0f, 1.00001f),
            answer(3, 2, 1.5f, 1.0f),
            answer(4, 3, 1.1f, 1.0f));
    TolerantAgreement agreement = TolerantAgreement.among(answers, 1e-4, 3).orElseThrow();
    assertThat(agreement.standings())
        .containsEntry(worker(0), AGREES)
        .containsEntry(worker(1), AGREES)
        .containsEntry(worker(2), AGREES)
        .containsEntry(worker(3), WRONG)
        .containsEntry(worker(4), UNPROVEN);
  }

  @Test
  void shouldTakeTheMostCentralOfEquallySupportedAnswers() {
    Answer rim = answer(2, 2, 1.0008f, 1f);
    List<Answer> answers = List.of(answer(0, 1, 1f, 1f), answer(1, 1, 1.00001f, 1f), rim);

    TolerantAgreement agreement = TolerantAgreement.among(answers, 1e-3, 3).orElseThrow();

    assertThat(agreement.standings().values()).containsOnly(AGREES);
    assertThat(agreement.accepted()).isEqualTo(answers.get(1).digest());
  }

  @Test
  void shouldTakeTheRefereesProfileAsProven() {
    Answer referee = answer(9, 1, 1f, 1f);
    List<Answer> answers = List.of(answer(0, 1, 2f, 1f), answer(1, 2, 2f, 1f));

    assertThat(TolerantAgreement.around(referee, answers, 1e-3).standings())
        .containsEntry(worker(0), WRONG)
        .containsEntry(worker(1), UNPROVEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "tolerant", "tolerant:", "tolerant:0", "tolerant:1", "tolerant:-1", "loose"})
  void shouldRefuseAnAgreementThatIsNone(String text) {
    assertThatThrownBy(() -> Agreement.parse(text))
        .hasMessageContaining("must be exact, or tolerant: and a number above 0 and below 1");
  }

  @Test
  void shouldReadBackAnAgreement() {
    assertThat(Agreement.parse("exact").isTolerant()).isFalse();
    assertThat(Agreement.parse("tolerant:0.0010").text()).isEqualTo("tolerant:0.001");
    assertThat(Agreement.parse("tolerant:1e-5").text()).isEqualTo("tolerant:0.00001");
  }

  @Test
  void shouldNotChainSmallStepsIntoALargeOne() {
    List<Answer> chain = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      chain.add(answer(i, i, 100 + i, 0));
    }
    TolerantAgreement agreement = TolerantAgreement.among(chain, 0.0101, 2).orElseThrow();
    assertThat(agreement.standings().values().stream().filter(AGREES::equals)).hasSize(3);
  }

  @Test
  void shouldLeaveItToTheRefereeWithoutALargeCluster() {
    List<Answer> apart = List.of(answer(0, 1, 1, 0), answer(1, 1, 0, 1), answer(2, 1, -1, 0));
    assertThat(TolerantAgreement.among(apart, 0.01, 2)).isEmpty();
    assertThat(TolerantAgreement.among(List.of(), 0.01, 1)).isEmpty();
    assertThat(TolerantAgreement.around(apart.get(2), apart, 0.01).standings())
        .containsEntry(worker(0), WRONG)
        .containsEntry(worker(2), AGREES);
  }

  @Test
  void shouldNotDependOnTheOrderOfAnswers() {
    Random random = new Random(2);
    for (int n = 0; n < 100; n++) {
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        answers.add(answer(i, i % 2, 1 + random.nextInt(4) / 100f, 1));
      }
      TolerantAgreement before = TolerantAgreement.among(answers, 0.011, 1).orElseThrow();
      Collections.shuffle(answers, random);
      assertThat(TolerantAgreement.among(answers, 0.011, 1)).hasValue(before);
    }
  }

  @Test
  void shouldRefuseAThresholdThatIsNoDistance() {
    assertThatThrownBy(() -> TolerantAgreement.among(List.of(), Double.NaN, 1))
        .hasMessageContaining("threshold 'NaN' must be 0 or more");
  }
}
