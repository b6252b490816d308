package io.fedquorum.coordinator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.history.WorkerHistory;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A demonstration's outcome as {@code summary.json}, schema version 1.
 *
 * @param json the document
 */
public record DemoSummary(ObjectNode json) {
  public DemoSummary {
    Objects.requireNonNull(json, "json");
  }

  static DemoSummary of(
      DemoResult result, DatasetRef data, DemoOptions options, Optional<Digest> attackFree) {
    ObjectNode json = CanonicalJson.mapper().createObjectNode();
    json.put("schemaVersion", 1);
    json.set("chain", chain(result));
    json.set("dataset", CanonicalJson.mapper().valueToTree(data));
    json.set("training", training(result, options));
    json.set("rounds", CanonicalJson.mapper().valueToTree(result.history().rounds()));
    json.set("payments", payments(result));
    json.put("finalModelDigest", result.history().model().map(Digest::value).orElse(null));
    json.put("attackFreeModelDigest", attackFree.map(Digest::value).orElse(null));
    ObjectNode replay = json.putObject("replay");
    replay.put("verified", true);
    replay.put("events", result.replay().events());
    replay.put("seconds", Math.round(result.replaySeconds() * 1000) / 1000.0);
    replay.put("wrongAccepted", result.replay().wrongAccepted());
    json.set("measurements", CanonicalJson.mapper().valueToTree(result.measurements()));
    return new DemoSummary(json);
  }

  private static JsonNode chain(DemoResult result) {
    TrainingCreated created = result.history().created().orElseThrow();
    ObjectNode chain = CanonicalJson.mapper().createObjectNode();
    NetworkKind kind = result.network().kind();
    chain.put("kind", kind.name().toLowerCase(Locale.ROOT));
    chain.put("clientVersion", result.network().clientVersion());
    chain.put("chainId", created.chainId());
    chain.put("registry", created.registry().value());
    chain.put("jobs", created.jobs().value());
    return chain;
  }

  private static JsonNode training(DemoResult result, DemoOptions options) {
    TrainingCreated created = result.history().created().orElseThrow();
    ObjectNode training = CanonicalJson.mapper().createObjectNode();
    training.put("id", result.training());
    training.put("model", created.spec().model().name());
    training.put("parameters", created.spec().model().parameterCount());
    training.put("workers", options.workers());
    training.put("evil", options.evil());
    training.put("replicas", created.spec().replicas());
    training.put("design", result.design());
    training.put("policy", created.spec().policy());
    training.put("aggregation", created.spec().options().aggregation());
    training.put("serverOptimizer", created.spec().options().serverOptimizer());
    training.put("numericProfile", created.numericProfile().id().value());
    return training;
  }

  private static ArrayNode payments(DemoResult result) {
    Map<Address, WorkerHistory> known = new TreeMap<>();
    result.history().workers().forEach(worker -> known.put(worker.worker(), worker));
    ArrayNode payments = CanonicalJson.mapper().createArrayNode();
    for (DemoWorker worker : result.workers()) {
      WorkerHistory history = known.get(worker.address());
      ObjectNode line = payments.addObject();
      line.put("worker", worker.address().value());
      line.put("behaviour", worker.behaviour());
      line.put("correct", history == null ? 0 : history.correct());
      line.put("wrong", history == null ? 0 : history.wrong());
      line.put("missing", history == null ? 0 : history.missing());
      line.put("paidWei", history == null ? "0" : history.paidWei().toString());
      line.put("slashedWei", history == null ? "0" : history.slashedWei().toString());
      line.put(
          "stakeWei", result.stakes().getOrDefault(worker.address(), BigInteger.ZERO).toString());
    }
    return payments;
  }
}
