package io.fedquorum.coordinator.runtime;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.protocol.CanonicalJson;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * Brings the coordinator up. What can be wrong with the settings is found before the service
 * answers; what takes blocks (deployment) and trainings that were under way come after, in a thread
 * of their own.
 */
@ApplicationScoped
public class Boot {
  private static final Logger LOG = Logger.getLogger(Boot.class);

  private final FedqConfig config;
  private final Node node;
  private final Engine engine;
  private final Indexer indexer;
  private final Loops loops;
  private Thread thread;

  @Inject
  Boot(FedqConfig config, Node node, Engine engine, Indexer indexer, Loops loops) {
    this.config = config;
    this.node = node;
    this.engine = engine;
    this.indexer = indexer;
    this.loops = loops;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.chain().rpc().isEmpty()) {
      LOG.warn("no chain is configured (fedq.chain.rpc): nothing can be trained");
      return;
    }
    engine.start();
    node.connect();
    thread = new Thread(this::goOn, "chain-indexer");
    thread.setDaemon(true);
    thread.start();
  }

  /** The steps under way end first: they need the indexer, and the indexer needs nobody. */
  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    loops.drain();
    if (thread != null) {
      thread.interrupt();
      thread.join(5_000);
    }
  }

  private void goOn() {
    Patience patience = new Patience(LOG, "deployment");
    while (!node.isReady() && !Thread.currentThread().isInterrupted()) {
      try {
        node.deploy();
        patience.worked();
        LOG.infof(
            "worker registry %s, job registry %s, coordinator %s, chain %s",
            node.contracts().registry(),
            node.contracts().jobs(),
            node.account(),
            node.identity().clientVersion());
      } catch (RuntimeException e) {
        patience.failed(e);
      }
    }
    if (node.isReady()) {
      announce();
      loops.open();
      indexer.run();
    }
  }

  /** One document on stdout for programs that started the coordinator; logs go to stderr. */
  private void announce() {
    if (!Boolean.getBoolean("fedquorum.announce")) {
      return;
    }
    FedqConfig.Http http = config.http();
    System.out.println(
        CanonicalJson.mapper()
            .createObjectNode()
            .put("schemaVersion", 1)
            .put("url", "http://%s:%d".formatted(http.host(), http.port()))
            .put("home", config.home().toAbsolutePath().toString())
            .put("clientVersion", node.identity().clientVersion())
            .put("chainId", node.identity().chainId())
            .put("registry", node.contracts().registry().value())
            .put("jobs", node.contracts().jobs().value())
            .put("coordinator", node.account().value()));
  }
}
