package io.fedquorum.coordinator.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedquorum.coordinator.calibration.Proposal.Verdict;
import io.fedquorum.coordinator.world.PerturbedEngine;
import io.fedquorum.coordinator.world.WorldEngine;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.worker.training.NumericPins;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
  private static final NumericPins FIRST = NumericPins.STANDARD;
  private static final NumericPins SECOND = new NumericPins(2, "Haswell");
  private static final NumericPins BROKEN = new NumericPins(1, "Zen");

  private static CalibrationRequest request(NumericPins... profiles) {
    return new CalibrationRequest(
        List.of(profiles),
        ModelSpec.parse("mlp-4-4-1"),
        new Hyperparameters(new BigDecimal("0.1"), new BigDecimal("0.9"), 8, 1),
        4,
        2,
        2,
        1);
  }

  private static CalibrationReport run(double off, NumericPins... profiles) {
    Function<NumericPins, TrainingEngine> engines =
        pins -> {
          if (pins.equals(BROKEN)) {
            throw new TrainingException("no such kernel");
          }
          return new PerturbedEngine(pins.equals(FIRST) ? 0 : off);
        };
    return new Calibration(request(profiles), new WorldEngine().dataset(), engines, line -> {})
        .run();
  }

  @Test
  void shouldProposeTenTimesTheLargestHonestDistanceWhereThereIsRoom() {
    CalibrationReport report = run(1e-4, FIRST, SECOND);

    assertThat(report.honestAll().most().doubleValue()).isCloseTo(1e-4, within(2e-6));
    assertThat(report.honestAll().count()).isEqualTo(4);
    assertThat(report.proposal().verdict()).isEqualTo(Verdict.SEPARATED);
    assertThat(report.proposal().threshold().doubleValue()).isCloseTo(1e-3, within(2e-5));
    assertThat(report.agreement())
        .isEqualTo("tolerant:" + report.proposal().threshold().toPlainString());
  }

  @Test
  void shouldMeasureEachKindOfWrongResult() {
    Map<String, Spread> kinds =
        run(1e-4, FIRST, SECOND).wrong().stream()
            .collect(Collectors.toMap(Spread::name, kind -> kind));

    assertThat(kinds)
        .containsOnlyKeys(
            "one-ulp", "half-of-the-data", "untrained", "other-job", "sign-flip", "random");
    assertThat(kinds.get("one-ulp").most().doubleValue()).isBetween(1e-12, 1e-6);
    kinds.remove("one-ulp");
    assertThat(kinds.values())
        .allSatisfy(kind -> assertThat(kind.least().doubleValue()).isGreaterThan(0.1))
        .allSatisfy(kind -> assertThat(kind.count()).isEqualTo(4));
  }

  @Test
  void shouldSayPlainlyThatNothingSeparatesThem() {
    CalibrationReport report = run(0.4, FIRST, SECOND);

    assertThat(report.proposal().verdict()).isEqualTo(Verdict.NOT_SEPARATED);
    assertThat(report.proposal().threshold()).isNull();
    assertThat(report.agreement()).isNull();
  }

  @Test
  void shouldSayThatExactAgreementIsEnoughForEqualBytes() {
    CalibrationReport report = run(0, FIRST, SECOND);

    assertThat(report.proposal().verdict()).isEqualTo(Verdict.SAME_BYTES);
    assertThat(report.agreement()).isEqualTo("exact");
    assertThat(report.profiles().get(1).sameBytesAs()).isEqualTo("Haswell x1");
  }

  @Test
  void shouldNameAndLeaveOutAProfileThatDoesNotRunHere() {
    CalibrationReport report = run(1e-4, BROKEN, FIRST, SECOND);

    assertThat(report.profiles().get(0).fault()).isEqualTo("no such kernel");
    assertThat(report.honest()).hasSize(1);
    assertThatThrownBy(() -> run(1e-4, BROKEN, FIRST))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("only 1 started; two or more are needed");
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 1, SEPARATED, 0.01",
    "0.001, 0.1, SEPARATED, 0.01",
    "0.001, 0.009, SEPARATED, 0.003",
    "0.001, 0.0039, NOT_SEPARATED,",
    "0.001, 0.0001, NOT_SEPARATED,",
    "0, 0.1, SAME_BYTES,"
  })
  void shouldKeepAMarginOnBothSides(
      BigDecimal honest, BigDecimal wrong, Verdict verdict, BigDecimal threshold) {
    Proposal proposal = Proposal.of(honest, wrong);

    assertThat(proposal.verdict()).isEqualTo(verdict);
    assertThat(proposal.threshold()).isEqualTo(threshold);
  }

  @Test
  void shouldRefuseARequestThatComparesNothing() {
    assertThatThrownBy(() -> request(FIRST)).hasMessageContaining("must be two or more");
    assertThatThrownBy(() -> request(FIRST, FIRST)).hasMessageContaining("none twice");
  }
}
