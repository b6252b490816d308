package io.fedquorum.worker;

import java.util.Arrays;
import picocli.CommandLine;

/** Entry point of the worker process. */
public final class WorkerMain {
  private WorkerMain() {}

  /** Runs the command; a leading {@code worker}, from the launcher, is skipped. */
  public static void main(String[] arguments) {
    // The libraries' own log lines are not for the worker's operator.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    ExitGuard guard = new ExitGuard();
    guard.install();
    int code = commandLine(guard).execute(withoutName(arguments));
    guard.exit(code);
  }

  static CommandLine commandLine(ExitGuard guard) {
    return new CommandLine(new WorkerCommand(guard))
        .setExecutionExceptionHandler(Failures::report)
        .setParameterExceptionHandler(Failures::reportUsage);
  }

  private static String[] withoutName(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals("worker")
        ? Arrays.copyOfRange(arguments, 1, arguments.length)
        : arguments;
  }
}
