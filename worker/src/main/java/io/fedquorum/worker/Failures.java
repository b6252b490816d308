package io.fedquorum.worker;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.WrongChainException;
import io.fedquorum.chain.web3j.KeystoreException;
import io.fedquorum.worker.journal.JournalException;
import io.fedquorum.worker.status.ExitCode;
import io.fedquorum.worker.status.WorkerFailure;
import io.fedquorum.worker.training.TrainingException;
import io.fedquorum.worker.training.dataset.DatasetException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The one map from a failure to an exit code; people get one line. */
final class Failures {
  /** GoQuorum's words on a network with account permissioning. */
  private static final String NO_PERMISSION = "does not have permission for the transaction";

  private Failures() {}

  static int report(Exception fault, CommandLine command, ParseResult parsed) {
    ExitCode code = code(fault);
    command.getErr().println("fedq worker: " + line(fault, code));
    return code.code();
  }

  static int reportUsage(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    command
        .getErr()
        .println("fedq worker: " + oneLine(fault.getMessage()) + "; see ./fedq worker --help");
    return ExitCode.USAGE.code();
  }

  private static ExitCode code(Exception fault) {
    if (fault instanceof WorkerFailure failure) {
      return failure.exitCode();
    } else if (fault instanceof KeystoreException) {
      return ExitCode.KEYSTORE;
    } else if (fault instanceof DatasetException) {
      return ExitCode.DATASET;
    } else if (fault instanceof TrainingException) {
      return ExitCode.ENGINE;
    } else if (fault instanceof JournalException || fault instanceof UncheckedIOException) {
      return ExitCode.DATA_DIRECTORY;
    } else if (fault instanceof ChainUnavailableException) {
      return ExitCode.CHAIN_UNREACHABLE;
    } else if (fault instanceof WrongChainException) {
      return ExitCode.WRONG_CHAIN;
    } else if (fault instanceof TransactionRefusedException) {
      return ExitCode.MEMBERSHIP;
    }
    return ExitCode.INTERNAL;
  }

  private static String line(Exception fault, ExitCode code) {
    String message = fault.getMessage() == null ? "" : oneLine(fault.getMessage());
    if (message.contains(NO_PERMISSION)) {
      return message
          + "; the network's operator lets an account send with:"
          + " fedq network accounts allow ADDRESS";
    }
    if (code != ExitCode.INTERNAL) {
      return message;
    }
    StackTraceElement[] trace = fault.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    return "internal fault, please report it: "
        + fault.getClass().getSimpleName()
        + ": "
        + message
        + where;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
