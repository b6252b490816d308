package io.fedquorum.coordinator.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.world.WorldEngine;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AttackReportTest {
  private static final Digest MODEL = Fixtures.digest("model");
  private static final Tally HONEST = new Tally(5, 30, 0, 0, "300000000000000000", "0");
  private static final Tally CAUGHT = new Tally(2, 0, 12, 0, "0", "240000000000000000");

  @Test
  void shouldCallAPromiseKept() {
    AttackCase good = example(0, 0, true, HONEST, CAUGHT);

    assertThat(good.broken()).isEmpty();
    assertThat(good.caught()).isEqualTo("yes");
    assertThat(report(good).kept()).isTrue();
    assertThat(AttackText.of(report(good))).contains("every promise was kept in 1 trainings");
  }

  @Test
  void shouldCallAnAttackHarmlessWhenAllItsAnswersAreRight() {
    Tally right = new Tally(2, 12, 0, 0, "120000000000000000", "0");

    assertThat(example(0, 0, true, HONEST, right).caught()).isEqualTo("harmless");
  }

  @Test
  void shouldNameEachBrokenPromise() {
    Tally robbed = new Tally(5, 29, 0, 1, "290000000000000000", "5");

    assertThat(example(0, 1, false, robbed, CAUGHT).broken())
        .containsExactly(
            "1 wrong results accepted, at most 0",
            "the final model is not that of the training without attack",
            "honest workers lost 5 wei (1 of their answers came too late: are the windows long"
                + " enough for this machine?)");
    AttackReport report = report(example(0, 0, false, HONEST, CAUGHT));
    assertThat(report.kept()).isFalse();
    assertThat(AttackText.of(report)).contains("BROKEN in 1 of 1 trainings");
  }

  @Test
  void shouldPromiseNoMoreThanTheBound() {
    assertThat(example(2, 2, false, HONEST, CAUGHT).broken()).isEmpty();
    assertThat(example(2, 2, false, HONEST, CAUGHT).caught()).isEqualTo("no");
    assertThat(example(2, 3, false, HONEST, CAUGHT).broken())
        .containsExactly("3 wrong results accepted, at most 2");
  }

  @Test
  void shouldDescribeEveryFieldOnItsPage() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "ref-attack.md"));
    Set<String> written = new TreeSet<>();
    collect("", report(example(0, 1, false, HONEST, CAUGHT)).json(), written);

    List<String> described =
        Pattern.compile("(?m)^\\| `([^`]+)` \\|")
            .matcher(page)
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();
    assertThat(described).containsExactlyInAnyOrderElementsOf(written);
  }

  private static void collect(String path, JsonNode node, Set<String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  collect(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else if (node.isArray()) {
      node.forEach(element -> collect(path + "[]", element, into));
    } else {
      into.add(path);
    }
  }

  private static AttackCase example(
      int bound, int wrong, boolean equal, Tally honest, Tally attackers) {
    return new AttackCase("collusion", 2, bound, wrong, MODEL, equal, honest, attackers, 10, 73);
  }

  private static final Path HERE = Path.of("somewhere");
  private static final RunningNetwork NETWORK =
      new RunningNetwork(
          NetworkKind.DEV,
          "anvil/1",
          1337,
          List.of("http://x"),
          Fixtures.worker(9),
          HERE,
          HERE,
          HERE);

  private static AttackReport report(AttackCase one) {
    return new AttackReport(
        AttackOptionsTest.options(7, 2, 3, "majority-referee", "auto", 20),
        NETWORK,
        WorldEngine.DATASET,
        MODEL,
        List.of(one),
        12.5);
  }
}
