package io.fedquorum.coordinator.verification;

import static io.fedquorum.coordinator.Fixtures.seed;
import static io.fedquorum.coordinator.Fixtures.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "majority",
        "majority-referee",
        "majority-referee-audit:0.25",
        "majority-referee-audit:1",
        "guaranteed"
      })
  void shouldReadBackItsText(String text) {
    assertThat(Policy.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "referee", "majority-referee-audit:x", "majority-referee-audit:0"})
  void shouldRefuseAnotherPolicy(String text) {
    assertThatThrownBy(() -> Policy.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAnEvenNumberOfReplicasWithMajority() {
    assertThatThrownBy(() -> Policy.parse("majority").requireSupported(9, 4, 1))
        .hasMessage("replicas '4' must be odd with policy majority, such as 5");
    assertThatCode(() -> Policy.parse("majority-referee").requireSupported(9, 4, 1))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldGuaranteeOnlyWithEnoughReplicas() {
    Policy policy = Policy.parse("guaranteed");
    assertThatCode(() -> policy.requireSupported(9, 5, 2)).doesNotThrowAnyException();
    assertThatThrownBy(() -> policy.requireSupported(9, 4, 2))
        .hasMessage("replicas '4' must be at least 5 (2 x 2 evil + 1) with policy guaranteed");
  }

  @Test
  void shouldRefuseMoreEvilWorkersThanThereAre() {
    assertThatThrownBy(() -> Policy.parse("majority").requireSupported(9, 3, 9))
        .hasMessage("evil '9' must be 0 to 8, below the number of workers");
  }

  @Test
  void shouldAuditAboutItsShareOfTheJobs() {
    Policy policy = Policy.parse("majority-referee-audit:0.2");
    long drawn =
        IntStream.range(0, 10_000).filter(job -> Audits.drawn(seed(1), job, policy)).count();
    // Six standard deviations of a binomial with n = 10,000 and p = 0.2 are 240.
    assertThat(drawn).isBetween(1_760L, 2_240L);
  }

  @Test
  void shouldAuditAllOrNothingAtTheEndsOfTheShare() {
    Policy always = Policy.parse("majority-referee-audit:1");
    for (int job = 0; job < 100; job++) {
      assertThat(Audits.drawn(seed(1), job, always)).isTrue();
      assertThat(Audits.drawn(seed(1), job, Policy.parse("majority-referee"))).isFalse();
    }
  }

  @Test
  void shouldDrawAuditsThatDependOnEverySalt() {
    Map<Address, Bytes32> salts = Map.of(worker(1), seed(1), worker(2), seed(2));
    Bytes32 drawn = Audits.seed(seed(0), new TreeMap<>(salts));
    assertThat(Audits.seed(seed(0), new TreeMap<>(Map.of(worker(1), seed(1))))).isNotEqualTo(drawn);
    assertThat(Audits.seed(seed(0), new TreeMap<>(Map.of(worker(1), seed(3), worker(2), seed(2)))))
        .isNotEqualTo(drawn);
    assertThat(Audits.seed(seed(0), new TreeMap<>(salts))).isEqualTo(drawn);
  }
}
