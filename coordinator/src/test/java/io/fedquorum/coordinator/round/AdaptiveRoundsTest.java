package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.history.RoundHistory;
import io.fedquorum.coordinator.history.TrainingHistory;
import io.fedquorum.coordinator.training.AdaptiveTerms;
import io.fedquorum.coordinator.training.TrainingOptions;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Outages;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveRoundsTest {
  @Test
  void shouldNeedAtMostThirtyPercentMoreThanOneReplicaWhenAllAreHonest() {
    Run run = new Run(World.of(7, 0, Behaviour.HONEST), spec(50, 6)).toEnd();

    TrainingHistory history = TrainingHistory.of(run.facts());
    BigDecimal factor = history.replicationFactor().orElseThrow();
    List<BigDecimal> rounds =
        history.rounds().stream().map(RoundHistory::replicationFactor).toList();
    System.out.println(
        "adaptive replication, simulated training: 7 honest workers, 7 jobs, 50 rounds: factor "
            + factor
            + "; in the first round "
            + rounds.get(0)
            + ", in the last "
            + rounds.get(49));
    assertThat(rounds.get(0)).isEqualByComparingTo("3");
    assertThat(factor).isBetween(BigDecimal.ONE, new BigDecimal("1.3"));
    assertThat(run.model())
        .as("the same result for a third of the work")
        .isEqualTo(new Run(World.of(7, 0, Behaviour.HONEST), Specs.rounds(50)).toEnd().model());
  }

  @Test
  void shouldSlashTheWorkerThatCheatsAloneAndIsAudited() {
    World world = World.of(7, 1, Behaviour.CHEATS_ALONE);
    Run run = new Run(world, spec(30, 3)).toEnd();

    List<JobVerdict> wrong =
        run.facts(Fact.JobJudged.class).stream()
            .map(Fact.JobJudged::verdict)
            .filter(v -> v.replicas().stream().anyMatch(r -> r.outcome() == Outcome.WRONG))
            .toList();
    assertThat(wrong).isNotEmpty();
    assertThat(wrong).allMatch(v -> v.basis() == Basis.AUDIT && v.replicas().size() == 1);
    assertThat(world.chain().escrow(1).slashed(world.workers(Behaviour.CHEATS_ALONE).get(0)))
        .isEqualTo(Specs.SLASH_WRONG.multiply(java.math.BigInteger.valueOf(wrong.size())));
    assertThat(world.workers(Behaviour.HONEST))
        .allMatch(worker -> world.chain().escrow(1).slashed(worker).signum() == 0);
  }

  @Test
  void shouldTrustNobodyAgainRightAfterBeingCaught() {
    World world = World.of(7, 1, Behaviour.CHEATS_ALONE);
    Run run =
        new Run(world, spec(30, 3))
            .until(
                state ->
                    state instanceof TrainingState.Running running
                        && running.round() instanceof RoundState.Judging);
    var cheater = world.workers(Behaviour.CHEATS_ALONE).get(0);
    run.until(
        state ->
            world.chain().escrow(1).slashed(cheater).signum() > 0
                && state instanceof TrainingState.Running);

    assertThat(((TrainingState.Running) run.state()).records().of(cheater).verified())
        .isLessThan(3);
  }

  @Test
  void shouldEndTheSameWhereverItIsKilledWhenSomeWorkAlone() {
    Outages whole = Outages.counting();
    Run expected = new Run(World.of(7, 2, Behaviour.CHEATS_ALONE), spec(2, 3)).with(whole).toEnd();
    assertThat(expected.facts(Fact.JobJudged.class))
        .anyMatch(judged -> judged.verdict().replicas().size() == 1);

    for (int point = 0; point < whole.points().size(); point++) {
      Run run =
          new Run(World.of(7, 2, Behaviour.CHEATS_ALONE), spec(2, 3))
              .with(Outages.at(point))
              .toEnd();

      String where = "killed at point %d, %s".formatted(point, whole.points().get(point));
      assertThat(run.state()).as(where).isEqualTo(expected.state());
      assertThat(run.facts()).as(where).isEqualTo(expected.facts());
    }
  }

  /** The salt and the round's seed alone would tell a late revealer which jobs are audited. */
  @Test
  void shouldKeepTheAuditSecretUntilTheVerdicts() {
    Run run = new Run(World.of(7, 0, Behaviour.HONEST), spec(1, 3)).toEnd();

    Fact.RoundAssigned assigned = run.facts(Fact.RoundAssigned.class).get(0);
    Fact.RoundAggregated done = run.facts(Fact.RoundAggregated.class).get(0);
    assertThat(assigned.auditCommitment())
        .isEqualTo(io.fedquorum.protocol.Keccak.hash(done.auditSecret().bytes()));
  }

  @Test
  void shouldRefuseASlashThatMakesCheatingPay() {
    assertThatThrownBy(
            () ->
                Specs.rounds(1)
                    .with(
                        new TrainingOptions(
                            null,
                            null,
                            new AdaptiveTerms(3, 10, new BigDecimal("0.3")),
                            null,
                            null)))
        .hasMessageContaining("slashWrongWei '20' must be at least 24");
  }

  private static TrainingSpec spec(int rounds, int trustAfter) {
    return Specs.rounds(rounds)
        .with(
            new TrainingOptions(null, null, new AdaptiveTerms(trustAfter, null, null), null, null));
  }
}
