package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.ContractEvent.Revealed;
import io.fedquorum.coordinator.artifact.UploadListener;
import io.fedquorum.coordinator.artifact.UploadPolicy;
import io.fedquorum.coordinator.round.RoundState.Revealing;
import io.fedquorum.coordinator.round.TrainingState;
import io.fedquorum.coordinator.round.TrainingState.Running;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.simulation.CrashPoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes from a worker what it has revealed on chain, while the round waits for it, and no more. */
@ApplicationScoped
public class Uploads implements UploadPolicy, UploadListener {
  private final TrainingStates states;
  private final ChainIndex index;
  private final Ports ports;
  private final Wakeup wakeup;

  @Inject
  Uploads(TrainingStates states, ChainIndex index, Ports ports, Wakeup wakeup) {
    this.states = states;
    this.index = index;
    this.ports = ports;
    this.wakeup = wakeup;
  }

  @Override
  public Optional<ModelSpec> allowed(Address worker, Digest digest) {
    return owing(worker, digest).map(running -> running.training().spec().model());
  }

  @Override
  public void uploaded(Address worker, Digest digest, OptionalLong trainingMillis) {
    CrashPoint.UPLOAD_STORED.pass();
    if (trainingMillis.isPresent()) {
      owing(worker, digest)
          .ifPresent(
              running ->
                  ports
                      .times()
                      .stated(
                          running.training().trainingId(),
                          running.round().plan().round(),
                          worker,
                          trainingMillis.getAsLong()));
    }
    wakeup.ring();
  }

  private Optional<Running> owing(Address worker, Digest digest) {
    return revealing().stream().filter(running -> hasRevealed(running, worker, digest)).findFirst();
  }

  private List<Running> revealing() {
    return states.all().stream()
        .filter(stored -> stored.status().equals("running") || stored.status().equals("paused"))
        .map(TrainingStates::stateOf)
        .filter(Uploads::isRevealing)
        .map(Running.class::cast)
        .toList();
  }

  private static boolean isRevealing(TrainingState state) {
    return state instanceof Running running && running.round() instanceof Revealing;
  }

  private boolean hasRevealed(Running running, Address worker, Digest digest) {
    int round = running.round().plan().round();
    return index.ofRound(running.training().trainingId(), round).stream()
        .filter(Revealed.class::isInstance)
        .map(Revealed.class::cast)
        .filter(event -> event.worker().equals(worker))
        .anyMatch(event -> event.digests().contains(digest.word()));
  }
}
