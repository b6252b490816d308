package io.fedquorum.coordinator.serve;

import io.fedquorum.coordinator.config.FedqConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

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
      System.err.println("fedq: " + e.getMessage());
      exit = e.exitCode();
    }
    System.exit(exit);
  }

  private static int serve(String... args) {
    FedqConfig settings = Settings.read();
    requireFreePort(settings.http());
    int[] exit = {0};
    try (EmbeddedParts parts = EmbeddedParts.start(settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "embedded-parts-stop"));
      Quarkus.run(null, (code, fault) -> exit[0] = code, args);
    }
    return exit[0];
  }

  private static void requireFreePort(FedqConfig.Http http) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(http.host()), http.port()));
    } catch (IOException e) {
      throw new StartFailure(
          StartFailure.PORT_TAKEN,
          "port %d on %s can't be used (%s); stop what uses it, or set fedq.http.port"
              .formatted(http.port(), http.host(), e.getMessage()),
          e);
    }
  }
}
