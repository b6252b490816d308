package io.fedquorum.coordinator.runtime;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.lease.Lease;
import io.fedquorum.coordinator.lease.Leases;
import io.fedquorum.coordinator.round.TrainingDriver;
import io.fedquorum.simulation.CrashPoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The trainings that this replica drives, one thread each, and the thread that keeps their leases
 * and takes over what another replica has left.
 */
@ApplicationScoped
public class Loops {
  private static final Logger LOG = Logger.getLogger(Loops.class);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

  private record Running(TrainingLoop loop, Thread thread) {}

  private final FedqConfig config;
  private final Ports ports;
  private final TrainingStates states;
  private final Leases leases;
  private final Wakeup wakeup;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private volatile boolean draining;
  private String replica;
  private Thread keeper;

  @Inject
  Loops(FedqConfig config, Ports ports, TrainingStates states, Leases leases, Wakeup wakeup) {
    this.config = config;
    this.ports = ports;
    this.states = states;
    this.leases = leases;
    this.wakeup = wakeup;
  }

  /** Takes up what nobody drives, now and from time to time. */
  synchronized void open() {
    replica = ReplicaId.of(config);
    keeper = new Thread(this::keep, "lease-keeper");
    keeper.setDaemon(true);
    keeper.start();
  }

  /** Drives a training, if no other replica does. */
  synchronized void start(String id) {
    if (draining || replica == null || isRunning(id)) {
      return;
    }
    CrashPoint.LEASE_BEFORE.pass();
    leases.take(id, replica, config.replica().lease()).ifPresent(this::begin);
  }

  /**
   * Ends all loops after their step under way, and gives the leases back. A step that takes longer
   * than the limit is broken off; it is done again by whoever goes on.
   */
  void drain() throws InterruptedException {
    synchronized (this) {
      draining = true;
    }
    running.values().forEach(each -> each.loop().stop());
    wakeup.ring();
    long end = System.nanoTime() + config.replica().drain().toNanos();
    for (Running each : running.values()) {
      each.thread().join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      if (each.thread().isAlive()) {
        LOG.warnf("trainingId=%s is broken off in a step", each.loop().lease().trainingId());
        each.thread().interrupt();
        each.thread().join(AFTER_INTERRUPT.toMillis());
      }
    }
    if (keeper != null) {
      keeper.interrupt();
      keeper.join(AFTER_INTERRUPT.toMillis());
    }
  }

  private boolean isRunning(String id) {
    Running known = running.get(id);
    return known != null && known.thread().isAlive();
  }

  private void begin(Lease lease) {
    CrashPoint.LEASE_TAKEN.pass();
    String id = lease.trainingId();
    TrainingDriver driver = new TrainingDriver(id, ports.ofRounds(lease));
    TrainingLoop loop = new TrainingLoop(lease, driver, states, wakeup);
    Thread thread = new Thread(() -> drive(loop), "training-" + id);
    thread.setDaemon(true);
    running.put(id, new Running(loop, thread));
    LOG.infof("trainingId=%s is driven here, token %d", id, lease.token());
    thread.start();
  }

  private void drive(TrainingLoop loop) {
    loop.run();
    try {
      leases.release(loop.lease());
    } catch (RuntimeException e) {
      LOG.warnf("the lease of training %s runs out by itself: %s", loop.lease().trainingId(), e);
    }
  }

  private void keep() {
    long pace = Math.max(100, config.replica().lease().toMillis() / 3);
    Patience patience = new Patience(LOG, "the lease keeper");
    boolean reclaimed = false;
    while (!draining) {
      try {
        if (!reclaimed) {
          leases.reclaim(replica);
          reclaimed = true;
        }
        running.values().forEach(this::renew);
        if (!running.isEmpty()) {
          CrashPoint.LEASE_RENEWED.pass();
        }
        states.unfinished().forEach(this::start);
        patience.worked();
        Thread.sleep(pace);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        patience.failed(e);
      }
    }
  }

  private void renew(Running each) {
    Lease lease = each.loop().lease();
    if (!each.thread().isAlive()) {
      running.remove(lease.trainingId(), each);
    } else if (!leases.renew(lease, config.replica().lease())) {
      LOG.warnf("trainingId=%s was taken over by another replica", lease.trainingId());
      each.loop().stop();
    }
  }
}
