package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.planner.Plan;
import io.fedquorum.coordinator.planner.PlanRequest;
import io.fedquorum.coordinator.planner.Planner;
import io.fedquorum.coordinator.planner.Proposals;
import io.fedquorum.coordinator.planner.Proposals.Proposal;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.protocol.CanonicalJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code fedq plan}: what a design, a number of replicas and a policy are worth. With {@code
 * --json} one document on standard output and the table on standard error, else the table on
 * standard output. Bad input is one line and exit code 2.
 */
@Command(
    name = "plan",
    description = "Says what a design, a number of replicas and a policy guarantee, and cost.",
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--workers", required = true, description = "Workers that take part.")
  private int workers;

  @Option(names = "--evil", required = true, description = "How many of them collude.")
  private int evil;

  @Option(
      names = "--replicas",
      description = "Workers per job (default: 3); with --target the most that are allowed.")
  private Integer replicas;

  @Option(names = "--jobs", description = "Jobs per round (default: what the design has).")
  private Integer jobs;

  @Option(
      names = "--design",
      defaultValue = "auto",
      description =
          "bibd, mols, ramanujan, random, fractional or auto (default: ${DEFAULT-VALUE}).")
  private String design;

  @Option(
      names = "--policy",
      defaultValue = "majority-referee",
      description =
          "majority, majority-referee, majority-referee-audit[:share] or guaranteed"
              + " (default: ${DEFAULT-VALUE}).")
  private String policy;

  @Option(
      names = "--cost",
      defaultValue = "1000000000000000",
      paramLabel = "WEI",
      description = "What a replica costs an honest worker (default: ${DEFAULT-VALUE}).")
  private BigInteger cost;

  @Option(
      names = "--margin",
      defaultValue = "0.2",
      description = "What it shall gain, as a share of the cost (default: ${DEFAULT-VALUE}).")
  private BigDecimal margin;

  @Option(
      names = "--target",
      paramLabel = "P",
      description =
          "Propose the cheapest design, replicas and policy by which a round is right with this"
              + " probability; then --design and --policy are not used.")
  private BigDecimal target;

  @Option(names = "--json", description = "Print one JSON document on stdout, text on stderr.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      if (target == null) {
        plan(design, replicas == null ? 3 : replicas, policy, List.of());
      } else {
        int most = replicas == null ? workers : replicas;
        List<Proposal> proposals = Proposals.reaching(workers, wantedJobs(), evil, most, target);
        Proposal best = proposals.get(0);
        plan(best.design(), best.replicas(), best.policy(), proposals);
      }
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException refused) {
      spec.commandLine().getErr().println("fedq: " + refused.getMessage());
      spec.commandLine().getErr().flush();
      return CommandLine.ExitCode.USAGE;
    }
  }

  private void plan(String chosen, int copies, String rule, List<Proposal> proposals) {
    Policy parsed = Policy.parse(rule);
    Plan plan =
        Planner.plan(
            PlanRequest.of(workers, wantedJobs(), evil, copies, chosen, parsed, cost, margin));
    String text = PlanText.of(plan, parsed.text());
    String shown = proposals.isEmpty() ? text : text + "\n\n" + PlanText.of(proposals);
    if (json) {
      ObjectMapper mapper = CanonicalJson.mapper();
      ObjectNode document = mapper.valueToTree(plan);
      if (!proposals.isEmpty()) {
        document.put("chosenPolicy", parsed.text());
        document.set("proposals", mapper.valueToTree(proposals));
      }
      spec.commandLine().getErr().println(shown);
      spec.commandLine().getOut().println(document.toPrettyString());
    } else {
      spec.commandLine().getOut().println(shown);
    }
    spec.commandLine().getErr().flush();
    spec.commandLine().getOut().flush();
  }

  private OptionalInt wantedJobs() {
    return jobs == null ? OptionalInt.empty() : OptionalInt.of(jobs);
  }
}
