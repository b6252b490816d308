package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.calibration.Calibration;
import io.fedquorum.coordinator.calibration.CalibrationReport;
import io.fedquorum.coordinator.calibration.CalibrationRequest;
import io.fedquorum.coordinator.calibration.Proposal.Verdict;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.worker.training.NumericPins;
import io.fedquorum.worker.training.ProcessTrainingEngine;
import io.fedquorum.worker.training.TrainerSettings;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedq calibrate}: measures how far honest results of other numeric profiles differ. */
@Command(
    name = "calibrate",
    description = {
      "Train the same jobs under several numeric profiles of this machine, measure how far honest",
      "and wrong results are from each other, and propose a threshold for tolerant agreement."
    },
    mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
  @Option(
      names = "--threads",
      split = ",",
      defaultValue = "1,2",
      paramLabel = "N",
      description = "Thread counts to try (default: ${DEFAULT-VALUE}).")
  private List<Integer> threads;

  @Option(
      names = "--cores",
      split = ",",
      defaultValue = "Haswell,Sandybridge,auto",
      paramLabel = "NAME",
      description =
          "OpenBLAS kernels to try, each with each thread count; auto is what OpenBLAS takes for"
              + " this processor (default: ${DEFAULT-VALUE}).")
  private List<String> cores;

  @Option(
      names = "--dataset",
      defaultValue = "auto",
      description = "auto, mnist or digits (default: ${DEFAULT-VALUE}).")
  private String dataset;

  @Option(
      names = "--model",
      defaultValue = "mlp-784-128-10",
      description = "The model (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--split",
      defaultValue = "7",
      paramLabel = "N",
      description = "Jobs that the training set is cut into (default: ${DEFAULT-VALUE}).")
  private int split;

  @Option(
      names = "--jobs",
      defaultValue = "2",
      paramLabel = "N",
      description = "How many of them are trained, 2 or more (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--rounds",
      defaultValue = "2",
      paramLabel = "N",
      description = "How many rounds are trained (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--epochs",
      defaultValue = "1",
      paramLabel = "N",
      description = "Passes over its data in each job (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.1",
      paramLabel = "X",
      description = "Step size (default: ${DEFAULT-VALUE}).")
  private BigDecimal learningRate;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Seed of the trainings (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private Output output;

  @Override
  public Integer call() {
    CalibrationRequest request =
        new CalibrationRequest(
            cores.stream()
                .flatMap(core -> threads.stream().map(n -> NumericPins.of(n, core)))
                .toList(),
            ModelSpec.parse(model),
            new Hyperparameters(learningRate, new BigDecimal("0.9"), 64, epochs),
            split,
            jobs,
            rounds,
            seed);
    Progress progress = new Progress(output);
    Dataset data =
        Datasets.resolve(
            DatasetChoice.parse(dataset), DatasetSources.standard(Optional.empty(), progress));
    TrainerSettings settings = TrainerSettings.defaults(line -> {});
    CalibrationReport report =
        new Calibration(
                request,
                data,
                pins -> ProcessTrainingEngine.start(data, settings.withPins(pins)),
                progress)
            .run();
    output.print(CanonicalJson.mapper().valueToTree(report), CalibrationText.of(report));
    return report.proposal().verdict() == Verdict.NOT_SEPARATED
        ? ExitCode.NOT_SEPARATED.code()
        : ExitCode.OK.code();
  }
}
