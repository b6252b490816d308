package io.fedquorum.coordinator.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite with real parts: chain, coordinator and a fleet of simulated workers, on generated
 * digits.
 */
class AttackIT {
  @TempDir private static Path directory;

  @Test
  void shouldKeepThePromiseAndPayTheHonest() throws Exception {
    Path out = directory.resolve("attack");
    AttackOptions options =
        new AttackOptions(
            List.of("label-flip", "withheld-reveal"),
            List.of(2),
            7,
            1,
            7,
            3,
            "majority-referee",
            "auto",
            "digits",
            "auto",
            42,
            60,
            10,
            out);

    AttackReport report = new AttackSuite(options, line -> System.err.println(line)).run();

    assertThat(report.kept()).as("%s", report.cases()).isTrue();
    assertThat(report.cases())
        .hasSize(2)
        .allMatch(AttackCase::digestEqual)
        .allMatch(one -> one.bound() == 0 && one.wrongAccepted() == 0)
        .allMatch(one -> one.caught().equals("yes"))
        .allMatch(one -> one.honest().slashedWei().equals("0") && one.honest().correct() == 15)
        .allMatch(one -> one.attackers().paidWei().equals("0"));
    assertThat(report.cases().get(0).attackers().wrong()).isEqualTo(6);
    assertThat(report.cases().get(1).attackers().missing()).isEqualTo(6);
    assertThat(Files.readString(out.resolve("home").resolve("fleet.log")))
        .contains("shared engine: ", "label-flip/shared-engine");
    assertThat(out.resolve("attack.json")).exists();
  }
}
