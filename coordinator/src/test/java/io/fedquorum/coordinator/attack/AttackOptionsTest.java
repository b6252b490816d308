package io.fedquorum.coordinator.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.demo.DemoOptions;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttackOptionsTest {
  @Test
  void shouldReadAttacks() {
    assertThat(AttackOptions.attacks("ALL")).isEqualTo(DemoOptions.ATTACKS).hasSize(17);
    assertThat(AttackOptions.attacks("silent, late,silent")).containsExactly("silent", "late");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all", "collusion,", "no-such-attack", "silent;late"})
  void shouldListTheNamesForAnUnknownAttack(String text) {
    assertThatThrownBy(() -> AttackOptions.attacks(text))
        .isInstanceOf(InvalidTrainingException.class)
        .hasMessageContaining("ALL or some of collusion, informed-collusion, sybil, silent");
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "1..3, '1,2,3'", "'3,1,1', '1,3'", "2..2, 2"})
  void shouldReadNumbersOfEvilWorkers(String text, String numbers) {
    assertThat(AttackOptions.evil(text).stream().map(String::valueOf))
        .containsExactly(numbers.split(",", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "3..1", "1..", "..3", "1,", "1..999999999", "1.5"})
  void shouldRefuseOtherNumbers(String text) {
    assertThatThrownBy(() -> AttackOptions.evil(text))
        .isInstanceOf(InvalidTrainingException.class)
        .hasMessageStartingWith("evil '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "7, 4, 3, majority-referee, auto, evil '4' must be",
    "7, 0, 3, majority-referee, auto, evil '0' must be",
    "2, 1, 2, majority-referee, auto, workers '2' must be",
    "7, 3, 3, guaranteed, auto, policy 'guaranteed' must be one that fits",
    "7, 1, 4, majority, auto, policy 'majority' must be one that fits",
    "7, 1, 3, majority-referee, mols, design 'mols' must be one that fits",
    "7, 1, 8, majority-referee, auto, replicas '8' must be"
  })
  void shouldRefuseWhatTheTrainingCannotBe(
      int workers, int evil, int replicas, String policy, String design, String message) {
    assertThatThrownBy(() -> options(workers, evil, replicas, policy, design, 20))
        .isInstanceOf(InvalidTrainingException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void shouldRefuseAWindowThatTheContractRefuses() {
    assertThatThrownBy(() -> options(7, 1, 3, "majority-referee", "auto", 4))
        .isInstanceOf(InvalidTrainingException.class)
        .hasMessageStartingWith("commitSeconds '4'");
  }

  static AttackOptions options(
      int workers, int evil, int replicas, String policy, String design, int commitSeconds) {
    return new AttackOptions(
        List.of("collusion"),
        List.of(evil),
        workers,
        2,
        7,
        replicas,
        policy,
        design,
        "digits",
        "dev",
        42,
        commitSeconds,
        10,
        Path.of("somewhere"));
  }
}
