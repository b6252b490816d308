package io.fedquorum.coordinator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.history.TrainingHistory;
import io.fedquorum.coordinator.replay.ReplayReport;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.coordinator.world.WorldEngine;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
  private static final Path HERE = Path.of("somewhere");

  /** The schema of the summary, every leaf with a value of its type. */
  private static final String SCHEMA =
      """
      {"schemaVersion":1,
       "chain":{"kind":"dev","clientVersion":"v","chainId":1337,"registry":"0x","jobs":"0x"},
       "dataset":{"name":"digits","train":1,"test":1,"sha256":""},
       "training":{"id":"","model":"","parameters":1,"workers":7,"evil":2,"replicas":3,
                   "design":"","policy":"","numericProfile":""},
       "rounds":[{"round":1,"accuracy":0.0,"loss":0.0,"modelDigest":"","jobs":7,"accepted":7,
                  "unanimous":0,"refereed":0,"escalated":0,
                  "seconds":{"training":0,"protocol":0,"total":0},"transactions":0,
                  "gas":{"open":0,"commit":0,"reveal":0,"settle":0,"claim":0}}],
       "payments":[{"worker":"0x","behaviour":"honest","correct":0,"wrong":0,"missing":0,
                    "paidWei":"0","slashedWei":"0","stakeWei":"0"}],
       "finalModelDigest":"","attackFreeModelDigest":"",
       "replay":{"verified":true,"events":0,"seconds":0}}
      """;

  private final World world = World.of(7, 2, Behaviour.COLLUDING);
  private final Run run = new Run(world, Specs.rounds(2)).toEnd();

  @Test
  void shouldHoldEveryFieldOfTheSchemaWithItsType() throws Exception {
    JsonNode summary = summary(Optional.of(run.model())).json();

    requireForm("", CanonicalJson.mapper().readTree(SCHEMA), summary);
  }

  @Test
  void shouldTellWhatEachWorkerDidAndGot() {
    JsonNode payments = summary(Optional.empty()).json().path("payments");

    assertThat(payments).hasSize(7);
    JsonNode evil = payments.get(6);
    assertThat(evil.path("behaviour").asText()).isEqualTo("collusion");
    assertThat(evil.path("wrong").asInt()).isEqualTo(6);
    assertThat(evil.path("paidWei").asText()).isEqualTo("0");
    assertThat(evil.path("slashedWei").asText()).isEqualTo("120");
    assertThat(evil.path("stakeWei").asText()).isEqualTo("9880");
    JsonNode honest = payments.get(0);
    assertThat(honest.path("behaviour").asText()).isEqualTo("honest");
    assertThat(honest.path("correct").asInt()).isEqualTo(6);
    assertThat(honest.path("paidWei").asText()).isEqualTo("60");
  }

  @Test
  void shouldLeaveTheAttackFreeDigestNullWhenItWasNotAskedFor() {
    JsonNode summary = summary(Optional.empty()).json();

    assertThat(summary.path("attackFreeModelDigest").isNull()).isTrue();
    assertThat(summary.path("finalModelDigest").asText()).isEqualTo(run.model().value());
    assertThat(DemoText.of(summary(Optional.empty()))).doesNotContain("without evil workers");
  }

  @Test
  void shouldSayInTheTableWhoIsSimulatedAndThatReplayVerified() {
    String text = DemoText.of(summary(Optional.empty()));

    assertThat(text.lines().filter(line -> line.startsWith("0x"))).hasSize(7);
    assertThat(text.lines().filter(line -> line.contains("collusion (sim.)"))).hasSize(2);
    assertThat(text).contains("test accuracy after 2 rounds", "on digits", run.model().value());
    assertThat(text).endsWith("replay verified: 86 events, compared with the chain, in 1.235 s");
  }

  @Test
  void shouldCompareWithTheAttackFreeRun() {
    String same = DemoText.of(summary(Optional.of(run.model())));
    String other = DemoText.of(summary(Optional.of(Fixtures.digest("other"))));

    assertThat(same).contains("the same training without evil workers: the same digest");
    assertThat(other).contains("the same training without evil workers: ANOTHER digest");
  }

  private static void requireForm(String path, JsonNode wanted, JsonNode found) {
    assertThat(found.getNodeType()).as(path).isEqualTo(wanted.getNodeType());
    wanted
        .fieldNames()
        .forEachRemaining(
            name -> {
              assertThat(found.has(name)).as(path + "/" + name).isTrue();
              requireForm(path + "/" + name, wanted.get(name), found.get(name));
            });
    if (wanted.isArray()) {
      assertThat(found).as(path).isNotEmpty();
      found.forEach(element -> requireForm(path + "/0", wanted.get(0), element));
    }
  }

  private DemoSummary summary(Optional<Digest> attackFree) {
    List<DemoWorker> workers = new ArrayList<>();
    Map<Address, BigInteger> stakes = new HashMap<>();
    for (Address worker : world.workers(Behaviour.values())) {
      boolean evil = world.workers(Behaviour.COLLUDING).contains(worker);
      workers.add(new DemoWorker(workers.size() + 1, worker, evil ? "collusion" : "honest", HERE));
      stakes.put(worker, world.stake(worker));
    }
    ReplayReport report = new ReplayReport(86, 2, 14, 0, run.model(), true, true);
    DemoResult result =
        new DemoResult(
            "t-1",
            network(),
            TrainingHistory.of(run.facts()),
            "bibd",
            workers,
            stakes,
            report,
            1.2345,
            new Measurements(12.5, 99, 1, 2, 3));
    return DemoSummary.of(result, WorldEngine.DATASET, options(), attackFree);
  }

  private static RunningNetwork network() {
    return new RunningNetwork(
        NetworkKind.DEV,
        "anvil/1",
        1337,
        List.of("http://x"),
        Fixtures.worker(9),
        HERE,
        HERE,
        HERE);
  }

  private static DemoOptions options() {
    return new DemoOptions(
        7,
        2,
        "collusion",
        2,
        7,
        3,
        "majority-referee",
        "auto",
        "digits",
        "dev",
        42,
        null,
        HERE,
        true);
  }
}
