package io.fedquorum.coordinator.adaptive;

import static io.fedquorum.coordinator.Fixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.adaptive.AdaptiveSimulation.Summary;
import io.fedquorum.coordinator.random.SeededRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    System.out.printf(
        Locale.ROOT,
        "adaptive replication, simulated: 15 honest workers, 25 jobs, 50 rounds: factor %.3f,"
            + " %.3f audits a job%n",
        summary.replication(),
        summary.auditsPerJob());
    assertThat(summary.replication()).isBetween(1.0, 1.3);
    assertThat(summary.wrongPaid() + summary.wrongCaught()).isZero();
  }

  /** The assignment is public: a worker that is alone knows it, only the audit is in its way. */
  @Test
  void shouldLetAWrongResultPassUnlessItIsAudited() {
    for (int n = 10; n < 300; n++) {
      assertThat(RULE.wrongPasses(new TrackRecord(n))).isEqualByComparingTo("0.9");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.01", "0.1", "0.35", "0.5", "0.999"})
  void shouldMakeCheatingLoseFromTheLeastSlashOn(String share) {
    AdaptiveReplication rule = new AdaptiveReplication(3, 10, 100, new BigDecimal(share));
    BigInteger slash = rule.leastSlash(REWARD);

    assertThat(rule.cheaterGain(REWARD, slash)).isNegative();
    assertThat(rule.cheaterGain(REWARD, slash.subtract(BigInteger.ONE)).signum())
        .isGreaterThanOrEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void shouldAgreeWithTheSimulationOnWhatCheatingBrings(int cheaters) {
    BigInteger slash = RULE.leastSlash(REWARD).multiply(BigInteger.TWO);
    Summary summary = new AdaptiveSimulation(RULE, 15, cheaters, seed(cheaters)).play(2_000, 25);

    long wrong = summary.wrongPaid() + summary.wrongCaught();
    assertThat(wrong).isGreaterThan(500);
    double mean = summary.cheatersGain(REWARD, slash).doubleValue() / wrong;
    double expected = RULE.cheaterGain(REWARD, slash).doubleValue();
    // A wrong result brings reward or -slash: its standard deviation is (reward + slash)√(a(1-a)).
    double deviation = REWARD.add(slash).doubleValue() * Math.sqrt(0.1 * 0.9 / wrong);
    assertThat(mean).isBetween(expected - 4 * deviation, expected + 4 * deviation);
    assertThat(mean).isNegative();
  }

  /** What the rule before said: a replica is no danger to who sees that there is none. */
  @Test
  void shouldNotCountOnReplicasThatTheCheaterAvoids() {
    BigInteger tooSmall = BigInteger.valueOf(8_500);
    Summary summary = new AdaptiveSimulation(RULE, 15, 3, seed(3)).play(2_000, 25);

    assertThat(summary.cheatersGain(REWARD, tooSmall)).isPositive();
    assertThat(tooSmall).isLessThan(RULE.leastSlash(REWARD));
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
        .hasMessage("auditShare '10' must be above 0 and up to 1");
    assertThatThrownBy(() -> new AdaptiveSimulation(RULE, 2, 0, seed(1)))
        .hasMessageContaining("workers '2' must be at least 3");
  }
}
