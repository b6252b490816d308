package io.fedquorum.coordinator.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.CanonicalJson;

/** Brings an event's data into the one form that reads back to the same bytes. */
final class EventData {
  private EventData() {}

  /**
   * The data as a tree with sorted keys.
   *
   * @throws IllegalArgumentException when it holds binary floating point, or has no JSON form
   */
  static JsonNode canonical(Object data) {
    refuseFloats(CanonicalJson.mapper().valueToTree(data), "data");
    Object plain = CanonicalJson.read(CanonicalJson.write(data), Object.class);
    // Through bytes, because a number's node depends on how it was made: 1.50 reads back as 1.5.
    return CanonicalJson.read(CanonicalJson.write(plain), JsonNode.class);
  }

  private static void refuseFloats(JsonNode node, String path) {
    if (node.isDouble() || node.isFloat()) {
      throw new IllegalArgumentException(
          path + " '" + node + "' is binary floating point, must be a BigDecimal");
    }
    node.properties().forEach(field -> refuseFloats(field.getValue(), path + "." + field.getKey()));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      refuseFloats(node.get(i), path + "[" + i + "]");
    }
  }
}
