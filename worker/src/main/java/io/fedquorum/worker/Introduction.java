package io.fedquorum.worker;

import io.fedquorum.protocol.DeploymentInfo;
import io.fedquorum.worker.artifact.CoordinatorUnavailableException;
import io.fedquorum.worker.artifact.DeploymentClient;
import io.fedquorum.worker.artifact.NotYetKnownException;
import io.fedquorum.worker.artifact.RequestRefusedException;
import io.fedquorum.worker.artifact.Transport;
import io.fedquorum.worker.artifact.WrongArtifactException;
import io.fedquorum.worker.process.StopSignal;
import io.fedquorum.worker.status.ExitCode;
import io.fedquorum.worker.status.Keys;
import io.fedquorum.worker.status.WorkerFailure;
import io.fedquorum.worker.status.WorkerLog;
import java.time.Duration;
import java.util.Objects;

/** Asks the coordinator for its deployment; waits while it starts, but not for ever. */
final class Introduction {
  private static final long LONGEST_PAUSE_MILLIS = 1_000;
  private final Transport transport;
  private final Duration patience;
  private final WorkerLog log;

  Introduction(Transport transport, Duration patience, WorkerLog log) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.patience = Objects.requireNonNull(patience, "patience");
    this.log = Objects.requireNonNull(log, "log");
  }

  /** The deployment; null when the worker was told to stop first. */
  DeploymentInfo deployment(StopSignal stop) {
    DeploymentClient client = new DeploymentClient(transport);
    long end = System.nanoTime() + patience.toNanos();
    long pause = 250;
    String said = "";
    while (!stop.isStopping()) {
      try {
        return client.deployment();
      } catch (CoordinatorUnavailableException | NotYetKnownException e) {
        if (System.nanoTime() - end > 0) {
          throw unreachable(e);
        }
        if (!e.getMessage().equals(said)) {
          said = e.getMessage();
          log.info("waiting for the coordinator: " + said, Keys.NONE);
        }
        stop.pause(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      } catch (IllegalArgumentException | RequestRefusedException | WrongArtifactException e) {
        throw new WorkerFailure(
            ExitCode.COORDINATOR_ANSWER,
            "%s does not describe a deployment that this worker understands; check --coordinator and that both are of one version: %s"
                .formatted(transport.base(), e.getMessage()),
            e);
      }
    }
    return null;
  }

  private WorkerFailure unreachable(RuntimeException last) {
    return new WorkerFailure(
        ExitCode.COORDINATOR_UNREACHABLE,
        "no coordinator at %s after %d s; start it, or correct --coordinator: %s"
            .formatted(transport.base(), patience.toSeconds(), last.getMessage()),
        last);
  }
}
