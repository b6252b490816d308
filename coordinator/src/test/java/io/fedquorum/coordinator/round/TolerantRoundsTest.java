package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.tolerance.Distance;
import io.fedquorum.coordinator.training.TrainingOptions;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Outages;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings with tolerant agreement among workers of two numeric profiles. */
class TolerantRoundsTest {
  private static final Behaviour[] MIXED = {
    Behaviour.HONEST,
    Behaviour.OTHER_PROFILE,
    Behaviour.HONEST,
    Behaviour.OTHER_PROFILE,
    Behaviour.HONEST,
    Behaviour.OTHER_PROFILE,
    Behaviour.HONEST
  };

  static TrainingSpec spec(String policy) {
    return Specs.of(2, policy)
        .with(new TrainingOptions(null, null, null, "tolerant:" + World.THRESHOLD, null));
  }

  /** The mixed workers, of which the last so many behave otherwise. */
  static World mixed(int others, Behaviour behaviour) {
    Behaviour[] all = MIXED.clone();
    Arrays.fill(all, all.length - others, all.length, behaviour);
    return new World(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"majority", "majority-referee", "majority-referee-audit:0.5"})
  void shouldPayHonestWorkersOfBothProfiles(String policy) {
    World world = new World(MIXED);

    Run run = new Run(world, spec(policy)).toEnd();

    assertThat(outcomes(run)).containsOnly(Outcome.CORRECT);
    assertThat(world.chain().escrow(1).totalPaid())
        .isEqualTo(Specs.REWARD.multiply(BigInteger.valueOf(7 * 3 * 2)));
    assertThat(world.chain().escrow(1).totalSlashed()).isZero();
    assertThat(distance(world, run.model(), attackFree())).isLessThan(World.THRESHOLD);
  }

  @Test
  void shouldLeaveTheOtherProfileOutWithExactAgreement() {
    World world = new World(MIXED);

    Run run = new Run(world, Specs.rounds(1)).toEnd();

    Assignment drawn = assignment(world, run);
    assertThat(drawn.eligible()).isEqualTo(world.workers(Behaviour.HONEST));
    assertThat(drawn.profiles()).isNull();
  }

  @Test
  void shouldPublishTheProfileOfEachEligibleWorker() {
    World world = new World(MIXED);

    Run run = new Run(world, spec("majority")).toEnd();

    Assignment drawn = assignment(world, run);
    assertThat(drawn.eligible()).hasSize(7);
    assertThat(new HashSet<>(drawn.profiles())).hasSize(2);
  }

  @Test
  void shouldSlashOutsideTheThresholdOnlyWhereTheProfileIsProven() {
    World world = mixed(2, Behaviour.OUTSIDE);

    Run run = new Run(world, spec("majority-referee")).toEnd();

    for (JobVerdict verdict : verdicts(run)) {
      boolean proven =
          verdict.replicas().stream()
              .anyMatch(r -> world.workers(Behaviour.OTHER_PROFILE).contains(r.worker()));
      Outcome expected = proven ? Outcome.WRONG : Outcome.UNPROVEN;
      assertThat(verdict.replicas())
          .filteredOn(r -> world.workers(Behaviour.OUTSIDE).contains(r.worker()))
          .extracting(ReplicaVerdict::outcome)
          .allMatch(expected::equals);
      assertThat(verdict.replicas())
          .filteredOn(r -> !world.workers(Behaviour.OUTSIDE).contains(r.worker()))
          .extracting(ReplicaVerdict::outcome)
          .containsOnly(Outcome.CORRECT);
    }
    assertThat(outcomes(run)).contains(Outcome.WRONG, Outcome.UNPROVEN, Outcome.CORRECT);
    assertThat(distance(world, run.model(), attackFree())).isLessThan(World.THRESHOLD);
  }

  @Test
  void shouldNeitherPayNorSlashWhatIsUnproven() {
    World world = mixed(2, Behaviour.OUTSIDE);

    Run run = new Run(world, spec("majority-referee")).toEnd();

    for (Address evil : world.workers(Behaviour.OUTSIDE)) {
      long wrong = count(run, evil, Outcome.WRONG);
      assertThat(count(run, evil, Outcome.CORRECT)).isZero();
      assertThat(world.chain().escrow(1).paid(evil)).isZero();
      assertThat(world.chain().escrow(1).slashed(evil))
          .isEqualTo(Specs.SLASH_WRONG.multiply(BigInteger.valueOf(wrong)));
    }
  }

  /**
   * What a cheater wins inside the threshold: it is paid. What it can't do is move the model by
   * more than the threshold; and where two honest answers are near each other, not even that: the
   * accepted bytes are one of theirs.
   */
  @Test
  void shouldBoundWhatACheaterInsideTheThresholdCanDo() {
    World world = mixed(2, Behaviour.INSIDE);

    Run run = new Run(world, spec("majority-referee")).toEnd();

    assertThat(outcomes(run)).containsOnly(Outcome.CORRECT);
    assertThat(distance(world, run.model(), attackFree())).isLessThan(World.THRESHOLD);
    Set<Digest> cheated = revealedBy(run, world.workers(Behaviour.INSIDE));
    for (JobVerdict verdict : verdicts(run)) {
      long evil =
          verdict.replicas().stream()
              .filter(r -> world.workers(Behaviour.INSIDE).contains(r.worker()))
              .count();
      if (evil < 2) {
        assertThat(cheated).doesNotContain(verdict.accepted());
      }
    }
  }

  @Test
  void shouldCountAnAnswerWithoutBytesAsMissing() {
    World world = mixed(2, Behaviour.NO_UPLOAD);
    // Only the other profile meets it, so that nobody else delivers the same bytes.
    World alone =
        new World(
            Behaviour.OTHER_PROFILE,
            Behaviour.OTHER_PROFILE,
            Behaviour.OTHER_PROFILE,
            Behaviour.NO_UPLOAD);

    Run run = new Run(alone, spec("majority")).toEnd();

    Address silent = alone.workers(Behaviour.NO_UPLOAD).get(0);
    assertThat(count(run, silent, Outcome.NO_UPLOAD)).isPositive();
    assertThat(count(run, silent, Outcome.CORRECT)).isZero();
    assertThat(alone.chain().escrow(1).slashed(silent)).isPositive();
    assertThat(new Run(world, spec("majority")).toEnd().model()).isNotNull();
  }

  @Test
  void shouldCountWhatIsNoResultAsMalformed() {
    World world = mixed(1, Behaviour.JOB_LIST);

    Run run = new Run(world, spec("majority-referee")).toEnd();

    Address evil = world.workers(Behaviour.JOB_LIST).get(0);
    assertThat(count(run, evil, Outcome.MALFORMED)).isPositive();
    assertThat(verdicts(run))
        .filteredOn(v -> v.replicas().stream().anyMatch(r -> r.worker().equals(evil)))
        .allMatch(v -> v.basis() == Basis.REFEREE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OUTSIDE", "INSIDE", "NO_UPLOAD"})
  void shouldEndTheSameWhereverItIsKilled(Behaviour behaviour) {
    TrainingSpec spec = spec("majority-referee");
    Outages whole = Outages.counting();
    World undisturbed = mixed(2, behaviour);
    Run expected = new Run(undisturbed, spec).with(whole).toEnd();

    for (int point : IntStream.range(0, whole.points().size()).toArray()) {
      World world = mixed(2, behaviour);
      Run run = new Run(world, spec).with(Outages.at(point)).toEnd();

      String where = "killed at point %d, %s".formatted(point, whole.points().get(point));
      assertThat(run.model()).as(where).isEqualTo(expected.model());
      assertThat(outcomes(run)).as(where).isEqualTo(outcomes(expected));
      assertThat(world.chain().escrow(1).totalPaid())
          .as(where)
          .isEqualTo(undisturbed.chain().escrow(1).totalPaid());
    }
  }

  private static Digest attackFree() {
    return new Run(World.of(7, 0, Behaviour.HONEST), Specs.rounds(2)).toEnd().model();
  }

  private static double distance(World world, Digest model, Digest other) {
    new Run(world, Specs.rounds(2));
    ModelSpec spec = Specs.rounds(1).model();
    World reference = World.of(7, 0, Behaviour.HONEST);
    new Run(reference, Specs.rounds(2)).toEnd();
    return Distance.relative(
        ModelArtifact.decode(spec, world.artifacts().get(model).orElseThrow()),
        ModelArtifact.decode(spec, reference.artifacts().get(other).orElseThrow()));
  }

  private static Assignment assignment(World world, Run run) {
    Digest digest = run.facts(Fact.RoundAssigned.class).get(0).assignment();
    return CanonicalJson.read(world.artifacts().get(digest).orElseThrow(), Assignment.class);
  }

  private static List<JobVerdict> verdicts(Run run) {
    return run.facts(Fact.JobJudged.class).stream().map(Fact.JobJudged::verdict).toList();
  }

  private static List<Outcome> outcomes(Run run) {
    return verdicts(run).stream()
        .flatMap(verdict -> verdict.replicas().stream())
        .map(ReplicaVerdict::outcome)
        .toList();
  }

  private static long count(Run run, Address worker, Outcome outcome) {
    return verdicts(run).stream()
        .flatMap(verdict -> verdict.replicas().stream())
        .filter(replica -> replica.worker().equals(worker) && replica.outcome() == outcome)
        .count();
  }

  private static Set<Digest> revealedBy(Run run, List<Address> workers) {
    return run.facts(Fact.WorkerRevealed.class).stream()
        .filter(reveal -> workers.contains(reveal.worker()))
        .flatMap(reveal -> reveal.digests().stream())
        .collect(Collectors.toSet());
  }
}
