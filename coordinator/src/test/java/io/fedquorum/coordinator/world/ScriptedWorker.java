package io.fedquorum.coordinator.world;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Committed;
import io.fedquorum.chain.ContractEvent.RevealOpened;
import io.fedquorum.chain.ContractEvent.Revealed;
import io.fedquorum.chain.ContractEvent.RoundAssigned;
import io.fedquorum.chain.ContractEvent.RoundOpened;
import io.fedquorum.coordinator.artifact.ArtifactRejectedException;
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
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingTask;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final TrainingEngine engine;
  private final Set<RoundAssigned> waiting = new LinkedHashSet<>();
  private final Set<ContractEvent> answered = new HashSet<>();
  private final Map<Integer, Map<Digest, byte[]>> results = new HashMap<>();
  private final Map<Integer, List<Digest>> claimed = new HashMap<>();
  private final Map<Integer, Call> late = new HashMap<>();
  private final Map<Integer, Address> copied = new HashMap<>();
  private final Map<Integer, byte[]> before = new HashMap<>();
  private final Set<Address> kin;

  ScriptedWorker(
      Address address,
      Behaviour behaviour,
      WorldChain chain,
      MemoryArtifacts artifacts,
      Set<Address> kin) {
    this.kin = kin;
    this.address = address;
    this.behaviour = behaviour;
    this.chain = chain;
    this.artifacts = artifacts;
    this.engine = engine(behaviour);
  }

  private static TrainingEngine engine(Behaviour behaviour) {
    return switch (behaviour) {
      case OTHER_PROFILE -> new PerturbedEngine(World.OFF);
      case INSIDE -> new PerturbedEngine(World.INSIDE);
      case OUTSIDE -> new PerturbedEngine(World.OUTSIDE);
      default -> new WorldEngine();
    };
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
    if (event instanceof RoundAssigned assigned) {
      // A coordinator that was restored has to make it again.
      boolean published = artifacts.get(Digest.of(assigned.assignmentDigest())).isPresent();
      boolean lastMinute = chain.head().timestamp() + 5 >= assigned.commitDeadline();
      return !published || (behaviour == Behaviour.LAST_MINUTE && !lastMinute);
    }
    return event instanceof RevealOpened opened
        && claimed.containsKey(opened.round())
        && !results.containsKey(opened.round())
        && chain.head().number() < event.at().block() + 4;
  }

  private void answer(ContractEvent event) {
    if (behaviour == Behaviour.COPYCAT) {
      copy(event);
    } else if (event instanceof RoundAssigned assigned) {
      commit(assigned);
    } else if (event instanceof RevealOpened opened) {
      reveal(opened);
    } else if (event instanceof Revealed revealed && revealed.worker().equals(address)) {
      upload(revealed.round());
    }
  }

  private void copy(ContractEvent event) {
    if (event instanceof Committed seen
        && copied.putIfAbsent(seen.round(), seen.worker()) == null) {
      chain.send(address, new Call.Commit(seen.trainingId(), seen.round(), seen.commitment()));
    } else if (event instanceof Revealed seen && seen.worker().equals(copied.get(seen.round()))) {
      Call reveal = new Call.Reveal(seen.trainingId(), seen.round(), seen.salt(), seen.digests());
      chain.send(address, reveal);
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
        mine.isEmpty() ? List.of(Digest.of(new byte[] {9})) : digests(assignment, mine);
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
    if (behaviour == Behaviour.FLOOD) {
      for (int junk = 0; junk < 5; junk++) {
        chain.send(
            address, new Call.Commit(event.trainingId(), event.round() + 9 + junk, commitment));
      }
    }
    Call commit = new Call.Commit(event.trainingId(), event.round(), commitment);
    if (behaviour == Behaviour.LATE) {
      late.put(event.round(), commit);
    } else {
      chain.send(address, commit);
    }
  }

  private List<Digest> digests(Assignment assignment, List<Integer> mine) {
    int round = assignment.round();
    Digest jobList = jobList(round);
    JobList jobs = CanonicalJson.read(bytes(jobList.word()), JobList.class);
    List<Digest> digests = new ArrayList<>();
    Map<Digest, byte[]> made = new HashMap<>();
    for (int index : mine) {
      byte[] result = result(jobs, jobs.jobs().get(index), assignment.workersOf(index));
      made.put(Digest.of(result), result);
      digests.add(behaviour == Behaviour.JOB_LIST ? jobList : Digest.of(result));
    }
    if (behaviour == Behaviour.WRONG_COUNT) {
      digests.add(digests.get(0));
    }
    results.put(round, made);
    return digests;
  }

  private byte[] result(JobList jobs, Job job, List<Address> workers) {
    byte[] model = bytes(jobs.modelDigest().word());
    byte[] honest = trained(jobs, model, job, jobs.permutationSeed());
    return switch (behaviour) {
      case SIGN_FLIP -> mixed(jobs, model, honest, 2, -1);
      // Stands for other labels: this engine's result is a function of the task and nothing else.
      case LABEL_FLIP -> trained(jobs, model, job, ~jobs.permutationSeed());
      case STALE -> stale(job, model, honest);
      case ONE_ULP -> oneUlp(jobs, honest);
      case NAN -> nan(honest);
      case INFORMED -> kin.containsAll(workers) ? shifted(jobs, honest, 1f) : honest;
      case COLLUDING -> shifted(jobs, honest, 1f);
      case CHEATS_ALONE -> workers.size() == 1 ? shifted(jobs, honest, 1f) : honest;
      case LONE_WRONG -> shifted(jobs, honest, address.hashCode() % 97 + 100f);
      default -> honest;
    };
  }

  private byte[] trained(JobList jobs, byte[] model, Job job, long seed) {
    return engine
        .train(new TrainingTask(jobs.model(), model, jobs.hyperparameters(), seed, job))
        .artifact();
  }

  private byte[] stale(Job job, byte[] model, byte[] honest) {
    byte[] last = before.put(job.index(), honest);
    return last == null ? model : last;
  }

  private static byte[] mixed(JobList jobs, byte[] start, byte[] trained, float a, float b) {
    float[] from = ModelArtifact.decode(jobs.model(), start);
    float[] to = ModelArtifact.decode(jobs.model(), trained);
    for (int i = 0; i < to.length; i++) {
      to[i] = a * from[i] + b * to[i];
    }
    return ModelArtifact.encode(jobs.model(), to);
  }

  private static byte[] oneUlp(JobList jobs, byte[] honest) {
    float[] parameters = ModelArtifact.decode(jobs.model(), honest);
    parameters[0] = Math.nextUp(parameters[0]);
    return ModelArtifact.encode(jobs.model(), parameters);
  }

  private static byte[] nan(byte[] honest) {
    byte[] bytes = honest.clone();
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(bytes.length - Float.BYTES, Float.NaN);
    return bytes;
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
    if (behaviour == Behaviour.LATE && late.containsKey(event.round())) {
      chain.send(address, late.get(event.round()));
      return;
    }
    if (behaviour == Behaviour.TWO_ANSWERS && digests != null) {
      digests = digests.stream().map(digest -> Digest.of(digest.bytes())).toList();
    }
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
    if (behaviour == Behaviour.MALFORMED) {
      results.getOrDefault(round, Map.of()).forEach(this::uploadCut);
      return;
    }
    if (behaviour != Behaviour.NO_UPLOAD && behaviour != Behaviour.JOB_LIST) {
      results.getOrDefault(round, Map.of()).values().forEach(artifacts::put);
    }
  }

  private void uploadCut(Digest digest, byte[] result) {
    byte[] cut = Arrays.copyOf(result, result.length - 4);
    try {
      artifacts.put(digest, cut.length, new ByteArrayInputStream(cut));
    } catch (ArtifactRejectedException e) {
      // As the coordinator refuses it.
      return;
    }
    throw new AssertionError("the store took bytes of another digest");
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
