package io.fedquorum.coordinator.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.calibration.Proposal.Verdict;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.worker.training.NumericPins;
import io.fedquorum.worker.training.ProcessTrainingEngine;
import io.fedquorum.worker.training.TrainerSettings;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import io.fedquorum.worker.training.dataset.DigitsSize;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine under real OpenBLAS kernels, on few images. */
class CalibrationIT {
  @TempDir private Path cache;

  @Test
  void shouldTellOtherKernelsFromWrongResults() {
    CalibrationRequest request =
        new CalibrationRequest(
            List.of(NumericPins.STANDARD, NumericPins.of(1, "Sandybridge")),
            ModelSpec.parse("mlp-784-16-10"),
            new Hyperparameters(new BigDecimal("0.1"), new BigDecimal("0.9"), 32, 1),
            2,
            2,
            1,
            7);
    Dataset digits =
        Datasets.resolve(
            DatasetChoice.DIGITS,
            new DatasetSources(
                Optional.empty(),
                List.of(),
                cache,
                List.of(),
                Duration.ofSeconds(1),
                new DigitsSize(800, 50),
                note -> {}));
    TrainerSettings settings = TrainerSettings.defaults(line -> {});

    CalibrationReport report =
        new Calibration(
                request,
                digits,
                pins -> ProcessTrainingEngine.start(digits, settings.withPins(pins)),
                line -> {})
            .run();

    assertThat(report.profiles()).extracting(MeasuredProfile::id).doesNotHaveDuplicates();
    assertThat(report.honestAll().least()).as("other bytes").isPositive();
    assertThat(report.honestAll().most()).isLessThan(new BigDecimal("0.01"));
    assertThat(report.nearestWrong().least()).isGreaterThan(new BigDecimal("0.02"));
    assertThat(report.proposal().verdict()).isEqualTo(Verdict.SEPARATED);
  }
}
