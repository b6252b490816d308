package io.fedquorum.worker;

import picocli.CommandLine;

/** Entry point of a fleet of simulated workers. */
public final class FleetMain {
  private FleetMain() {}

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    ExitGuard guard = new ExitGuard();
    guard.install();
    int code =
        new CommandLine(new FleetCommand(guard))
            .setExecutionExceptionHandler(Failures::report)
            .setParameterExceptionHandler(Failures::reportUsage)
            .execute(arguments);
    guard.exit(code);
  }
}
