package io.fedquorum.coordinator.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.protocol.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Contract events as JSON; the record's name says which. */
final class ChainEventJson {
  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(ContractEvent.class.getPermittedSubclasses())
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private ChainEventJson() {}

  static ChainEventEntity toRow(ContractEvent event) {
    JsonNode tree = CanonicalJson.mapper().valueToTree(event);
    ChainEventEntity row = new ChainEventEntity();
    row.transaction = event.at().transaction().value();
    row.logIndex = event.at().logIndex();
    row.block = event.at().block();
    row.trainingId = tree.has("trainingId") ? tree.get("trainingId").longValue() : null;
    row.round = tree.has("round") ? tree.get("round").intValue() : null;
    row.type = event.getClass().getSimpleName();
    row.json = new String(CanonicalJson.write(event), StandardCharsets.UTF_8);
    return row;
  }

  static ContractEvent fromRow(ChainEventEntity row) {
    Class<?> type = TYPES.get(row.type);
    if (type == null) {
      throw new IllegalStateException("chain_event holds the unknown type '" + row.type + "'");
    }
    return (ContractEvent) CanonicalJson.read(row.json.getBytes(StandardCharsets.UTF_8), type);
  }
}
