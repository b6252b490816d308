package io.fedquorum.coordinator.runtime;

import io.fedquorum.coordinator.round.RoundPorts;
import io.fedquorum.coordinator.round.TrainingDriver;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The threads of the running trainings, one each. */
@ApplicationScoped
public class Loops {
  private final Ports ports;
  private final TrainingStates states;
  private final Wakeup wakeup;
  private final Map<String, Thread> threads = new ConcurrentHashMap<>();

  @Inject
  Loops(Ports ports, TrainingStates states, Wakeup wakeup) {
    this.ports = ports;
    this.states = states;
    this.wakeup = wakeup;
  }

  /** Makes sure that a training is driven. */
  void start(String id) {
    threads.compute(id, (key, old) -> old != null && old.isAlive() ? old : begin(key));
  }

  private Thread begin(String id) {
    RoundPorts round = ports.ofRounds();
    TrainingLoop loop = new TrainingLoop(id, new TrainingDriver(id, round), states, wakeup);
    Thread thread = new Thread(loop, "training-" + id);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @PreDestroy
  void stop() {
    threads.values().forEach(Thread::interrupt);
    for (Thread thread : threads.values()) {
      try {
        thread.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
