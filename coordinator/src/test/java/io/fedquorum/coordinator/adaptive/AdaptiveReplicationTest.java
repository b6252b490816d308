package io.fedquorum.coordinator.adaptive;

import static io.fedquorum.coordinator.Fixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.adaptive.AdaptiveSimulation.Summary;
import io.fedquorum.coordinator.random.SeededRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class AdaptiveReplicationTest {
  private static final AdaptiveReplication RULE =
      new AdaptiveReplication(3, 10, 100, new BigDecimal("0.1"));
  private static final BigInteger REWARD = BigInteger.valueOf(1_000);

  @Test
  void shouldReplicateEveryJobOfAWorkerWithoutARecord() {
    SeededRandom random = new SeededRandom(seed(1), "test");
    for (int n = 0; n < 10; n++) {
      assertThat(RULE.replicated(new TrackRecord(n), random)).isTrue();
      assertThat(RULE.wrongPasses(new TrackRecord(n))).isZero();
    }
  }

  @Test
  void shouldReplicateOneJobInNAfterwards() {
    SeededRandom random = new SeededRandom(seed(1), "test");
    int replicated = 0;
    for (int i = 0; i < 20_000; i++) {
      replicated += RULE.replicated(new TrackRecord(20), random) ? 1 : 0;
    }
    // Six standard deviations of a binomial with n = 20,000 and p = 1/20 are 185.
    assertThat(replicated).isBetween(815, 1_185);
  }

  @Test
  void shouldResetTheRecordAfterOneWrongResult() {
    assertThat(new TrackRecord(57).checked(false)).isEqualTo(TrackRecord.NONE);
    assertThat(new TrackRecord(57).checked(true)).isEqualTo(new TrackRecord(58));
  }

  @Test
  void shouldNeedAtMostThirtyPercentMoreThanOneReplicaWhenAllAreHonest() {
    Summary summary = new AdaptiveSimulation(RULE, 15, 0, seed(1)).play(50, 25);
    assertThat(summary.replication()).isBetween(1.0, 1.3);
    assertThat(summary.wrongPaid() + summary.wrongCaught()).isZero();
  }

  @Test
  void shouldMakeCheatingLoseAfterAnyRecord() {
    BigInteger slash = RULE.leastSlash(REWARD);
    assertThat(RULE.cheaterGain(REWARD, slash)).isNegative();
    assertThat(RULE.cheaterGain(REWARD, slash.subtract(BigInteger.TWO))).isPositive();
    for (int n = 10; n < 300; n++) {
      assertThat(RULE.wrongPasses(new TrackRecord(n)))
          .isLessThanOrEqualTo(RULE.wrongPasses(new TrackRecord(100)));
    }
  }

  @Test
  void shouldMakeCheatersLoseInSimulation() {
    for (int cheaters = 1; cheaters <= 7; cheaters++) {
      Summary summary = new AdaptiveSimulation(RULE, 15, cheaters, seed(cheaters)).play(2_000, 25);
      assertThat(summary.wrongCaught()).isPositive();
      assertThat(summary.cheatersGain(REWARD, RULE.leastSlash(REWARD))).isNegative();
    }
  }

  @Test
  void shouldGiveTheSameSummaryFromTheSameSeed() {
    assertThat(new AdaptiveSimulation(RULE, 9, 2, seed(4)).play(20, 9))
        .isEqualTo(new AdaptiveSimulation(RULE, 9, 2, seed(4)).play(20, 9));
  }

  @Test
  void shouldRefuseARuleThatCannotBe() {
    assertThatThrownBy(() -> new AdaptiveReplication(1, 10, 100, BigDecimal.ZERO))
        .hasMessageContaining("replicas '1' must be at least 2");
    assertThatThrownBy(() -> new AdaptiveReplication(3, 10, 100, BigDecimal.TEN))
        .hasMessage("auditShare '10' must be 0 to 1");
    assertThatThrownBy(() -> new AdaptiveSimulation(RULE, 2, 0, seed(1)))
        .hasMessageContaining("workers '2' must be at least 3");
  }
}
