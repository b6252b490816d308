package io.fedquorum.coordinator.attack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import java.util.List;
import java.util.Locale;

/**
 * The outcome of the attack suite, schema version 1.
 *
 * @param options what was run
 * @param network on what
 * @param dataset on which data
 * @param attackFree the final model without attack
 * @param cases one for each attack and number of evil workers
 * @param seconds how long all of it took
 */
public record AttackReport(
    AttackOptions options,
    RunningNetwork network,
    DatasetRef dataset,
    Digest attackFree,
    List<AttackCase> cases,
    double seconds) {
  public AttackReport {
    cases = List.copyOf(cases);
  }

  /** Whether every promise was kept. */
  public boolean kept() {
    return cases.stream().allMatch(one -> one.broken().isEmpty());
  }

  /** The document. */
  public ObjectNode json() {
    ObjectNode json = CanonicalJson.mapper().createObjectNode();
    json.put("schemaVersion", 1);
    json.put("simulation", "simulated workers in one process, shared engine");
    ObjectNode chain = json.putObject("chain");
    chain.put("kind", network.kind().name().toLowerCase(Locale.ROOT));
    chain.put("clientVersion", network.clientVersion());
    json.set("dataset", CanonicalJson.mapper().valueToTree(dataset));
    ObjectNode training = json.putObject("training");
    training.put("workers", options.workers());
    training.put("jobs", options.jobs());
    training.put("replicas", options.replicas());
    training.put("rounds", options.rounds());
    training.put("design", options.design());
    training.put("policy", options.policy());
    training.put("seed", options.seed());
    training.put("commitSeconds", options.commitSeconds());
    training.put("revealSeconds", options.revealSeconds());
    json.put("attackFreeModelDigest", attackFree.value());
    ArrayNode all = json.putArray("cases");
    cases.forEach(one -> all.add(CanonicalJson.mapper().valueToTree(one)));
    json.put("kept", kept());
    json.put("seconds", seconds);
    return json;
  }
}
