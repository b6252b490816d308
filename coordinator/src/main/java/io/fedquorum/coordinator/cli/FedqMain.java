package io.fedquorum.coordinator.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fedq}: all commands but {@code worker}, which is a program of its own. */
@Command(
    name = "fedq",
    description = "Federated learning that can be checked, paid for and replayed.",
    mixinStandardHelpOptions = true,
    versionProvider = FedqMain.Version.class,
    subcommands = {
      DemoCommand.class,
      AttackCommand.class,
      LoadCommand.class,
      ServeCommand.class,
      TrainingCommand.class,
      WorkerAdminCommand.class,
      ReplayCommand.class,
      PlanCommand.class,
      CalibrateCommand.class,
      NetworkCommand.class,
      BackupCommand.class,
      RestoreCommand.class
    },
    footer = {
      "",
      "A worker is started by: fedq worker --rpc URL --coordinator URL --keystore FILE",
      "Exit codes: docs/ref-exit-codes.md"
    })
public final class FedqMain implements Runnable {
  @Spec private CommandSpec spec;

  /** The program. */
  public static void main(String[] args) {
    int code = commandLine().execute(args);
    System.exit(code);
  }

  /** The commands, with the one way in which they fail. */
  public static CommandLine commandLine() {
    Failures failures = new Failures();
    return new CommandLine(new FedqMain())
        .setOut(writer(System.out))
        .setErr(writer(System.err))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = FedqMain.class.getPackage().getImplementationVersion();
      return new String[] {"fedq " + (version == null ? "(not packaged)" : version)};
    }
  }
}
