package io.fedquorum.coordinator.serve;

import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.embedded.EmbeddedKafka;
import io.fedquorum.coordinator.embedded.EmbeddedPartException;
import io.fedquorum.coordinator.embedded.EmbeddedPostgres;
import io.fedquorum.network.node.NetworkException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Starts, side by side, whatever is not configured outside, and tells Quarkus where it is. */
final class EmbeddedParts implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedParts.class);
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private EmbeddedParts() {}

  /**
   * Starts what is needed.
   *
   * @throws StartFailure when one can't; the other is stopped again
   */
  static EmbeddedParts start(FedqConfig settings) {
    EmbeddedParts parts = new EmbeddedParts();
    Path home = settings.home().toAbsolutePath();
    CompletableFuture<Void> kafka =
        settings.kafka().bootstrapServers().isPresent()
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.runAsync(() -> parts.startKafka(home.resolve("kafka")));
    CompletableFuture<Void> postgres =
        settings.database().url().isPresent()
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.runAsync(() -> parts.startPostgres(home.resolve("postgres")));
    CompletableFuture<Void> chain =
        settings.chain().rpc().isPresent()
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.runAsync(() -> EmbeddedChain.start(home));
    try {
      CompletableFuture.allOf(kafka, postgres, chain).join();
      return parts;
    } catch (CompletionException e) {
      parts.close();
      if (e.getCause() instanceof EmbeddedPartException part) {
        throw new StartFailure(ExitCode.PART_FAILED, part.getMessage(), part);
      }
      if (e.getCause() instanceof NetworkException network) {
        throw new StartFailure(ExitCode.of(network.reason()), network.getMessage(), network);
      }
      throw e;
    }
  }

  private void startPostgres(Path directory) {
    Path binaries = Path.of(System.getProperty("user.home"), ".cache", "fedquorum", "postgres");
    EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, binaries);
    register(postgres);
    System.setProperty("fedq.database.url", postgres.jdbcUrl());
    System.setProperty("fedq.database.user", postgres.user());
    System.setProperty("fedq.database.password", postgres.password());
  }

  private void startKafka(Path directory) {
    EmbeddedKafka kafka = EmbeddedKafka.start(directory);
    register(kafka);
    System.setProperty("fedq.kafka.bootstrap-servers", kafka.bootstrapServers());
  }

  private void register(AutoCloseable part) {
    synchronized (running) {
      running.push(part);
    }
  }

  @Override
  public void close() {
    synchronized (running) {
      while (!running.isEmpty()) {
        stop(running.pop());
      }
    }
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warnf("%s did not stop cleanly: %s", part.getClass().getSimpleName(), e.getMessage());
    }
  }
}
