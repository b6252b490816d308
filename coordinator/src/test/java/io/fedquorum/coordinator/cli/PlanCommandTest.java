package io.fedquorum.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.CanonicalJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PlanCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String arguments) {
    return new CommandLine(new PlanCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.split(" ", -1));
  }

  private JsonNode document() throws Exception {
    return CanonicalJson.mapper().readTree(out.toString());
  }

  @Test
  void shouldPrintTheDocumentedJson() throws Exception {
    int code =
        run("--workers 15 --evil 6 --replicas 3 --design mols --policy majority-referee --json");
    assertThat(code).isZero();
    JsonNode plan = document();
    assertThat(plan.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "design",
            "workers",
            "jobs",
            "load",
            "replicas",
            "evil",
            "worstCase",
            "random",
            "policy",
            "pricing");
    assertThat(plan.get("worstCase"))
        .hasToString("{\"allReplicasEvil\":3,\"cMax\":12,\"epsilon\":0.48,\"exact\":true}");
    assertThat(plan.get("policy").get("acceptedWrongAtMost").asInt()).isEqualTo(3);
    assertThat(plan.get("random").get("pWorkerPaid").asInt()).isEqualTo(1);
    assertThat(plan.get("pricing").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "costWei", "margin", "rewardWei", "stakeWei", "evilExpectedGainWei");
    assertThat(err.toString()).contains("worst case", "majority of 12 jobs");
  }

  @Test
  void shouldPrintTheTableWithoutJson() {
    assertThat(run("--workers 7 --evil 2")).isZero();
    assertThat(out.toString()).contains("bibd: 7 workers, 7 jobs, load 3, 3 replicas", "exact");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldSayThatAProbabilityIsSampled() throws Exception {
    assertThat(run("--workers 35 --jobs 49 --evil 13 --replicas 5 --design random --json"))
        .isZero();
    JsonNode random = document().get("random");
    assertThat(random.get("pRoundRightExact").asBoolean()).isFalse();
    assertThat(random.get("pRoundRightInterval")).hasSize(2);
    assertThat(err.toString()).contains("; sampled, 95 % between ");
  }

  @Test
  void shouldProposeTheCheapestThatReachesTheTarget() throws Exception {
    assertThat(run("--workers 15 --evil 3 --target 0.999 --json")).isZero();
    JsonNode proposals = document().get("proposals");
    assertThat(proposals.size()).isBetween(2, 5);
    double before = 0;
    for (JsonNode proposal : proposals) {
      assertThat(proposal.get("pRoundRight").asDouble()).isGreaterThanOrEqualTo(0.999);
      assertThat(proposal.get("trainingsPerJob").asDouble()).isGreaterThanOrEqualTo(before);
      before = proposal.get("trainingsPerJob").asDouble();
    }
    assertThat(document().get("design").asText())
        .isEqualTo(proposals.get(0).get("design").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--workers 5 --evil 5|evil '5' must be 0 to 4, below the number of workers",
        "--workers 9 --evil 1 --replicas 4 --policy majority|replicas '4' must be odd with policy majority, such as 5",
        "--workers 16 --evil 1 --design mols|design 'mols' has no size (16 workers",
        "--workers 9 --evil 4 --replicas 3 --policy guaranteed|replicas '3' must be at least 9",
        "--workers 9 --evil 1 --policy best|policy 'best' must be one of majority",
        "--workers 2 --evil 1 --replicas 3|replicas '3' must be 1 to the 2 workers",
        "--workers 9 --evil 1 --target 1.5|target '1.5' must be above 0 and up to 1",
        "--workers 9 --evil 9 --target 0.9|evil '9' must be 0 to 8",
        "--workers 9 --evil 4 --replicas 2 --target 0.99|target '0.99' can't be reached",
        "--workers 9 --evil 1 --cost -1|costWei '-1' must not be negative",
        "--workers 9 --evil -1|evil '-1' must be 0 to 8",
        "--workers 9 --evil 10|evil '10' must be 0 to 8, below the number of workers",
        "--workers 16 --evil 1 --design bibd|nearest",
        "--workers 10 --evil 1 --design ramanujan|nearest",
        "--workers 10 --evil 1 --design fractional --replicas 3|nearest",
        "--workers 9 --evil 1 --replicas 0|replicas '0' must be",
        "--workers 9 --evil 1 --policy majority-referee-audit:2|audit share '2' must be above 0",
        "--workers 0 --evil 0|workers '0' must be at least 1"
      })
  void shouldRefuseBadInputInOneLine(String arguments, String message) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("fedq: ").contains(message);
  }
}
