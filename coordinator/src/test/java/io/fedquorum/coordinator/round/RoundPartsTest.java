package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Transactions;
import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.payment.Account;
import io.fedquorum.coordinator.payment.Ledger;
import io.fedquorum.coordinator.round.TrainingState.PendingPayout;
import io.fedquorum.coordinator.round.TrainingState.Running;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.Replica;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.PerturbedEngine;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.coordinator.world.WorldEngine;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundPartsTest {
  private static final Address A = Fixtures.worker(0);
  private static final Address B = Fixtures.worker(1);
  private static final Address C = Fixtures.worker(2);
  private static final Digest X = Fixtures.digest("x");
  private static final Digest Y = Fixtures.digest("y");
  private static final Call CALL = new Call.CloseTraining(1);
  private static final long INITIAL = -840980056268602803L;
  private static final long PERMUTATION = 8903068674752154008L;
  private static final long JOB = -6911240538164537679L;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 33, 99, 100})
  void shouldCutTheTrainingSetIntoRangesThatCoverItAndDifferByAtMostOne(int jobs) {
    JobList list = JobPlanner.plan(created(jobs), 1, X);

    int next = 0;
    for (Job job : list.jobs()) {
      assertThat(job.from()).isEqualTo(next);
      assertThat(job.samples()).isBetween(100 / jobs, 100 / jobs + 1);
      next = job.to();
    }
    assertThat(next).isEqualTo(WorldEngine.DATASET.train());
    assertThat(list.jobs()).hasSize(jobs);
  }

  @Test
  void shouldPlanTheSameBytesAgainAndOthersForAnotherRoundOrModel() {
    Fact.TrainingCreated training = created(7);
    byte[] first = JobPlanner.plan(training, 1, X).bytes();

    assertThat(JobPlanner.plan(training, 1, X).bytes()).isEqualTo(first);
    assertThat(JobPlanner.plan(training, 2, X).bytes()).isNotEqualTo(first);
    assertThat(JobPlanner.plan(training, 1, Y).bytes()).isNotEqualTo(first);
  }

  /** The first eight bytes of SHA-256("FedQuorum.seed.v1:42:PURPOSE:ROUND:INDEX"), by sha256sum. */
  @Test
  void shouldDeriveSeedsAsPublished() {
    JobList list = JobPlanner.plan(created(7), 2, X);

    assertThat(JobPlanner.initialSeed(Specs.rounds(1))).isEqualTo(INITIAL);
    assertThat(list.permutationSeed()).isEqualTo(PERMUTATION);
    assertThat(list.jobs().get(3).seed()).isEqualTo(JOB);
  }

  @Test
  void shouldKeepOnePermutationForAllRoundsAndAnotherSeedForEachJob() {
    JobList one = JobPlanner.plan(created(7), 1, X);
    JobList two = JobPlanner.plan(created(7), 2, X);

    assertThat(one.permutationSeed()).isEqualTo(two.permutationSeed());
    assertThat(one.jobs()).extracting(Job::seed).doesNotHaveDuplicates();
    assertThat(one.jobs())
        .extracting(Job::seed)
        .doesNotContainAnyElementsOf(two.jobs().stream().map(Job::seed).toList());
  }

  @Test
  void shouldTellWhyAReplicaIsMissing() {
    Replicas replicas = new Replicas(assignment(), Set.of(B, C), Map.of(C, List.of(X, Y, X)));

    assertThat(replicas.of(0))
        .containsExactly(
            Replica.missing(A, Outcome.NO_COMMIT),
            Replica.missing(B, Outcome.NO_REVEAL),
            Replica.missing(C, Outcome.MALFORMED));
  }

  @Test
  void shouldTakeRevealedDigestsInTheOrderOfTheWorkersJobs() {
    Replicas replicas =
        new Replicas(
            assignment(),
            Set.of(A, B, C),
            Map.of(A, List.of(X), B, List.of(X, Y), C, List.of(Y, X)));

    assertThat(replicas.of(1)).containsExactly(Replica.answered(B, Y), Replica.answered(C, X));
  }

  @Test
  void shouldNotCountARevealWithoutItsCommitment() {
    Replicas replicas = new Replicas(assignment(), Set.of(), Map.of(A, List.of(X)));

    assertThat(replicas.of(0).get(0)).isEqualTo(Replica.missing(A, Outcome.NO_COMMIT));
  }

  @Test
  void shouldTellResultsFromOtherBytes() {
    ModelSpec model = ModelSpec.parse("mlp-4-4-1");
    byte[] result = ModelArtifact.encode(model, new float[model.parameterCount()]);
    byte[] cut = Arrays.copyOf(result, result.length - 1);

    assertThat(Results.isResult(model, result)).isTrue();
    assertThat(Results.isResult(model, cut)).isFalse();
    assertThat(Results.isResult(model, new byte[0])).isFalse();
    assertThat(Results.isResult(model, "{\"a\":1}".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(Results.isResult(ModelSpec.parse("mlp-4-1-4"), result)).isFalse();
  }

  @Test
  void shouldPayOnlyThoseWhoseAccountChanged() {
    Ledger before = ledger(1, account(A, 10, 0), account(B, 10, 5), account(C, 0, 0));
    Ledger after =
        ledger(2, account(A, 20, 0), account(B, 10, 5), account(C, 0, 3), account(worker(3), 0, 0));

    List<PendingPayout> due = PayoutDriver.due(2, before, after);

    assertThat(due).extracting(payout -> payout.leaf().account()).containsExactly(A, C);
    assertThat(due)
        .allMatch(payout -> payout.proof().equals(after.tree().proof(payout.leaf().index())));
  }

  @Test
  void shouldWaitWithANewRootUntilAllClaimsOfTheOldOneHaveTheirNonces() {
    Account[] workers =
        IntStream.range(0, 40).mapToObj(i -> account(worker(i), 10, 0)).toArray(Account[]::new);
    List<PendingPayout> due = PayoutDriver.due(1, ledger(0), ledger(1, workers));
    PayoutDriver payouts = new PayoutDriver(new Intents(new Scripted(), receipt -> true));

    assertThat(payouts.deliver(due)).isEmpty();

    assertThat(payouts.allSent(due)).as("32 of 40 are sent").isFalse();
    assertThat(payouts.allSent(due.subList(0, 32))).isTrue();
    assertThat(payouts.allSent(due.subList(8, 40))).as("8 of 32 are not").isFalse();
    assertThat(payouts.allSent(List.of())).isTrue();
  }

  @Test
  void shouldNotJudgeOnAMachineOfAnotherNumericProfile() {
    World world = World.of(3, 0, Behaviour.HONEST);
    Run run =
        new Run(world, Specs.rounds(1))
            .until(s -> s instanceof Running r && r.round() instanceof RoundState.Judging);
    RoundPorts own = world.ports();
    RoundPorts other =
        new RoundPorts(
            own.chain(),
            own.contracts(),
            own.intents(),
            own.events(),
            own.artifacts(),
            () -> new PerturbedEngine(1e-3),
            own.seeds(),
            own.times(),
            own.clock());
    TrainingDriver elsewhere = new TrainingDriver("training", other);

    assertThatThrownBy(() -> elsewhere.advance(run.state()))
        .isInstanceOf(UnfitEngineException.class)
        .hasMessageContaining("honest workers would be judged wrong");
  }

  @Test
  void shouldHoldBackAReceiptUntilItIsFinal() {
    Scripted sender = new Scripted();
    sender.receipts.put("intent", receipt(true));
    boolean[] isFinal = {false};
    Intents intents = new Intents(sender, receipt -> isFinal[0]);

    assertThat(intents.done("intent", CALL)).isEmpty();
    isFinal[0] = true;
    assertThat(intents.done("intent", CALL)).isPresent();
  }

  @Test
  void shouldNameIntentAndReasonOfARefusal() {
    Scripted sender = new Scripted();
    sender.receipts.put("intent", receipt(false));
    Intents intents = new Intents(sender, receipt -> true);

    assertThatThrownBy(() -> intents.done("intent", CALL))
        .isInstanceOf(RevertedException.class)
        .hasMessage("the contract refused intent: WrongPhase");
  }

  @Test
  void shouldSendARefusedCallAnewOnlyAsOftenAsItIsTriedAgain() {
    Scripted sender = new Scripted();
    sender.receipts.put("intent", receipt(false));
    Intents once = new Intents(sender, receipt -> true).retrying(1);

    assertThat(once.done("intent", CALL)).isEmpty();
    sender.receipts.put("intent/retry/1", receipt(false));
    assertThatThrownBy(() -> once.done("intent", CALL)).isInstanceOf(RevertedException.class);
    assertThat(sender.submitted.keySet()).containsExactlyInAnyOrder("intent/retry/1");
  }

  private static final class Scripted implements Transactions {
    private final Map<String, Receipt> receipts = new HashMap<>();
    private final Map<String, Call> submitted = new HashMap<>();

    @Override
    public Address account() {
      return A;
    }

    @Override
    public Bytes32 submit(String intent, Call call) {
      submitted.put(intent, call);
      return Bytes32.ZERO;
    }

    @Override
    public Optional<Receipt> receipt(String intent) {
      return Optional.ofNullable(receipts.get(intent));
    }

    @Override
    public boolean has(String intent) {
      return submitted.containsKey(intent);
    }
  }

  private static Receipt receipt(boolean succeeded) {
    return new Receipt(
        Bytes32.ZERO, 1, Bytes32.ZERO, 21_000, succeeded, succeeded ? "" : "WrongPhase");
  }

  private static Ledger ledger(int round, Account... accounts) {
    return new Ledger(1, round, List.of(accounts));
  }

  private static Account account(Address worker, long earned, long slashed) {
    return new Account(worker, BigInteger.valueOf(earned), BigInteger.valueOf(slashed));
  }

  private static Address worker(int number) {
    return Fixtures.worker(number);
  }

  private static Assignment assignment() {
    return new Assignment(
        1,
        1,
        1,
        Fixtures.seed(1),
        List.of(A, B, C),
        "random",
        3,
        List.of(List.of(0, 1, 2), List.of(1, 2)));
  }

  private static Fact.TrainingCreated created(int jobs) {
    TrainingSpec spec = Specs.of(1, jobs, "majority-referee");
    return new Run(World.of(7, 0, Behaviour.HONEST), spec)
        .until(TrainingState.Running.class::isInstance)
        .facts(Fact.TrainingCreated.class)
        .get(0);
  }
}
