package io.fedquorum.coordinator.cli;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.web3j.KeystoreException;
import io.fedquorum.coordinator.artifact.ArtifactStoreException;
import io.fedquorum.coordinator.backup.BackupException;
import io.fedquorum.coordinator.backup.DamagedBackupException;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.embedded.EmbeddedPartException;
import io.fedquorum.coordinator.eventlog.BrokenChainException;
import io.fedquorum.coordinator.replay.DivergenceException;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.worker.training.TrainingException;
import io.fedquorum.worker.training.dataset.DatasetException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The one map from what goes wrong to what a person reads and what the process exits with. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final Map<Class<? extends Exception>, ExitCode> CODES =
      Map.ofEntries(
          Map.entry(InvalidTrainingException.class, ExitCode.USAGE),
          Map.entry(IllegalArgumentException.class, ExitCode.USAGE),
          Map.entry(TrainingException.class, ExitCode.PART_FAILED),
          Map.entry(DatasetException.class, ExitCode.DATASET),
          Map.entry(ChainUnavailableException.class, ExitCode.CHAIN),
          Map.entry(TransactionRefusedException.class, ExitCode.REFUSED),
          Map.entry(KeystoreException.class, ExitCode.FILE),
          Map.entry(UncheckedIOException.class, ExitCode.FILE),
          Map.entry(BackupException.class, ExitCode.FILE),
          Map.entry(DamagedBackupException.class, ExitCode.DAMAGED),
          Map.entry(EmbeddedPartException.class, ExitCode.PART_FAILED),
          Map.entry(DivergenceException.class, ExitCode.DIVERGED),
          Map.entry(BrokenChainException.class, ExitCode.DAMAGED),
          Map.entry(ArtifactStoreException.class, ExitCode.DAMAGED));

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("fedq: " + firstLine(fault));
    ExitCode code = codeOf(fault);
    if (code == ExitCode.INTERNAL) {
      fault.printStackTrace(err);
    }
    err.flush();
    return code.code();
  }

  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("fedq: " + firstLine(fault));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE.code();
  }

  private static ExitCode codeOf(Exception fault) {
    if (fault instanceof CommandFailure failure) {
      return failure.exitCode();
    }
    if (fault instanceof NetworkException network) {
      return ExitCode.of(network.reason());
    }
    for (Class<?> type = fault.getClass(); type != null; type = type.getSuperclass()) {
      ExitCode code = CODES.get(type);
      if (code != null) {
        return code;
      }
    }
    return ExitCode.INTERNAL;
  }

  private static String firstLine(Exception fault) {
    String message = fault.getMessage();
    return message == null || message.isBlank()
        ? fault.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
