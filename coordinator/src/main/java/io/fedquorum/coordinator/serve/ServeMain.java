package io.fedquorum.coordinator.serve;

import io.fedquorum.coordinator.cli.ServeCommand;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.security.Redaction;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;

/**
 * Runs the coordinator until it is told to stop. What is not configured outside is started first,
 * and stopped last.
 */
@QuarkusMain
public final class ServeMain {
  private ServeMain() {}

  /** Starts the service; returns when it has ended. */
  public static void main(String... args) {
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    int exit;
    try {
      exit = serve(args);
    } catch (StartFailure e) {
      System.err.println("fedq: " + Redaction.redact(e.getMessage()));
      exit = e.exitCode();
    }
    System.exit(exit);
  }

  private static int serve(String... args) {
    options(args).forEach(System::setProperty);
    FedqConfig settings = Settings.read();
    settings.database().password().ifPresent(Redaction::hide);
    requireFreePort(settings.http());
    AtomicInteger exit = new AtomicInteger();
    StopGuard guard = new StopGuard();
    try (EmbeddedParts parts = EmbeddedParts.start(settings)) {
      guard.protect(parts::close);
      exit.set(ExitCode.INTERNAL.code());
      Quarkus.run(null, (code, fault) -> exit.set(exitCode(code, fault)));
    } finally {
      guard.stopped(exit.get());
    }
    return exit.get();
  }

  private static int exitCode(int code, Throwable fault) {
    if (fault == null) {
      return code;
    }
    StartFailure failure = StartFaults.explain(fault);
    System.err.println("fedq: " + Redaction.redact(failure.getMessage()));
    return failure.exitCode();
  }

  /** What the command line sets; the launcher answers requests for help itself. */
  private static Map<String, String> options(String... args) {
    ServeCommand command = new ServeCommand();
    try {
      new CommandLine(command).parseArgs(args);
    } catch (CommandLine.ParameterException e) {
      throw new StartFailure(ExitCode.USAGE, e.getMessage() + "; see fedq serve --help", e);
    }
    return command.settings();
  }

  private static void requireFreePort(FedqConfig.Http http) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(http.host()), http.port()));
    } catch (IOException e) {
      throw new StartFailure(
          ExitCode.PART_FAILED,
          "port %d on %s can't be used (%s); stop what uses it, or set fedq.http.port"
              .formatted(http.port(), http.host(), e.getMessage()),
          e);
    }
  }
}
