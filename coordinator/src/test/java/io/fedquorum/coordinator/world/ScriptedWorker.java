package io.fedquorum.coordinator.world;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.RevealOpened;
import io.fedquorum.chain.ContractEvent.Revealed;
import io.fedquorum.chain.ContractEvent.RoundAssigned;
import io.fedquorum.chain.ContractEvent.RoundOpened;
import io.fedquorum.protocol.AbiWords;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Commitment;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Escalation;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.worker.training.TrainingTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A worker that reads the chain and does what its behaviour says, once each. */
final class ScriptedWorker {
  private final Address address;
  private final Behaviour behaviour;
  private final WorldChain chain;
  private final MemoryArtifacts artifacts;
  private final WorldEngine engine = new WorldEngine();
  private final Set<RoundAssigned> waiting = new LinkedHashSet<>();
  private final Set<ContractEvent> answered = new HashSet<>();
  private final Map<Integer, Map<Digest, byte[]>> results = new HashMap<>();
  private final Map<Integer, List<Digest>> claimed = new HashMap<>();

  ScriptedWorker(
      Address address, Behaviour behaviour, WorldChain chain, MemoryArtifacts artifacts) {
    this.address = address;
    this.behaviour = behaviour;
    this.chain = chain;
    this.artifacts = artifacts;
  }

  Address address() {
    return address;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  void act() {
    if (behaviour == Behaviour.SILENT) {
      return;
    }
    for (ContractEvent event : chain.allEvents()) {
      if (!isTooEarly(event) && answered.add(event)) {
        answer(event);
      }
    }
    List.copyOf(waiting).forEach(this::takeOver);
  }

  /** A reserve looks at the chain when the time has come; nobody tells it anything. */
  private void takeOver(RoundAssigned event) {
    Assignment assignment = assignment(event);
    long time = Escalation.time(assignment, event.commitDeadline());
    if (chain.head().timestamp() > time) {
      waiting.remove(event);
      Set<Address> inTime =
          chain.allEvents().stream()
              .filter(ContractEvent.Committed.class::isInstance)
              .map(ContractEvent.Committed.class::cast)
              .filter(e -> e.round() == event.round())
              .filter(e -> chain.block(e.at().block()).orElseThrow().timestamp() <= time)
              .map(ContractEvent.Committed::worker)
              .collect(Collectors.toSet());
      commit(event, Escalation.of(assignment, inTime));
    }
  }

  private boolean isTooEarly(ContractEvent event) {
    if (event instanceof RoundAssigned assigned && behaviour == Behaviour.LATE) {
      return chain.head().timestamp() + 5 < assigned.commitDeadline();
    }
    return event instanceof RevealOpened opened
        && claimed.containsKey(opened.round())
        && !results.containsKey(opened.round())
        && chain.head().number() < event.at().block() + 4;
  }

  private void answer(ContractEvent event) {
    if (event instanceof RoundAssigned assigned) {
      commit(assigned);
    } else if (event instanceof RevealOpened opened) {
      reveal(opened);
    } else if (event instanceof Revealed revealed && revealed.worker().equals(address)) {
      upload(revealed.round());
    }
  }

  private void commit(RoundAssigned event) {
    Assignment assignment = assignment(event);
    if (assignment.reserves() != null && assignment.jobsOf(address).isEmpty()) {
      waiting.add(event);
    }
    if (!waiting.contains(event) || behaviour == Behaviour.MEDDLING) {
      commit(event, assignment);
    }
  }

  private Assignment assignment(RoundAssigned event) {
    return CanonicalJson.read(bytes(event.assignmentDigest()), Assignment.class);
  }

  private void commit(RoundAssigned event, Assignment assignment) {
    List<Integer> mine = assignment.jobsOf(address);
    if (mine.isEmpty() && behaviour != Behaviour.MEDDLING) {
      return;
    }
    List<Digest> digests =
        mine.isEmpty()
            ? List.of(Digest.of(new byte[] {9}))
            : digests(event.round(), mine, assignment);
    claimed.put(event.round(), digests);
    Bytes32 commitment =
        Commitment.of(
            WorldChain.CHAIN_ID,
            WorldChain.CONTRACTS.jobs(),
            event.trainingId(),
            event.round(),
            address,
            digests,
            salt(event.round()));
    chain.send(address, new Call.Commit(event.trainingId(), event.round(), commitment));
  }

  private List<Digest> digests(int round, List<Integer> mine, Assignment assignment) {
    Digest jobList = jobList(round);
    JobList jobs = CanonicalJson.read(bytes(jobList.word()), JobList.class);
    List<Digest> digests = new ArrayList<>();
    Map<Digest, byte[]> made = new HashMap<>();
    for (int index : mine) {
      boolean alone = assignment.workersOf(index).size() == 1;
      byte[] result = result(jobs, jobs.jobs().get(index), alone);
      made.put(Digest.of(result), result);
      digests.add(behaviour == Behaviour.JOB_LIST ? jobList : Digest.of(result));
    }
    if (behaviour == Behaviour.WRONG_COUNT) {
      digests.add(digests.get(0));
    }
    results.put(round, made);
    return digests;
  }

  private byte[] result(JobList jobs, Job job, boolean alone) {
    byte[] model = bytes(jobs.modelDigest().word());
    byte[] honest =
        engine
            .train(
                new TrainingTask(
                    jobs.model(), model, jobs.hyperparameters(), jobs.permutationSeed(), job))
            .artifact();
    return switch (behaviour) {
      case COLLUDING -> shifted(jobs, honest, 1f);
      case CHEATS_ALONE -> alone ? shifted(jobs, honest, 1f) : honest;
      case LONE_WRONG -> shifted(jobs, honest, address.hashCode() % 97 + 100f);
      default -> honest;
    };
  }

  private static byte[] shifted(JobList jobs, byte[] artifact, float by) {
    float[] parameters = ModelArtifact.decode(jobs.model(), artifact);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += by;
    }
    return ModelArtifact.encode(jobs.model(), parameters);
  }

  private void reveal(RevealOpened event) {
    List<Digest> digests = claimed.get(event.round());
    if (digests != null && behaviour != Behaviour.WITHHELD_REVEAL) {
      chain.send(
          address,
          new Call.Reveal(
              event.trainingId(),
              event.round(),
              salt(event.round()),
              digests.stream().map(Digest::word).toList()));
    }
  }

  private void upload(int round) {
    if (behaviour != Behaviour.NO_UPLOAD && behaviour != Behaviour.JOB_LIST) {
      results.getOrDefault(round, Map.of()).values().forEach(artifacts::put);
    }
  }

  private Digest jobList(int round) {
    return chain.allEvents().stream()
        .filter(RoundOpened.class::isInstance)
        .map(RoundOpened.class::cast)
        .filter(event -> event.round() == round)
        .map(event -> Digest.of(event.jobListDigest()))
        .findFirst()
        .orElseThrow();
  }

  private Bytes32 salt(int round) {
    return new AbiWords().addHashOf("salt").add(address).add(round).hash();
  }

  private byte[] bytes(Bytes32 digest) {
    return artifacts.get(Digest.of(digest)).orElseThrow();
  }
}
