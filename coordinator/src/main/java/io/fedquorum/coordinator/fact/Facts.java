package io.fedquorum.coordinator.fact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.CanonicalJson;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names and JSON forms of facts. The name is {@code io.fedquorum.} and the record's name. */
public final class Facts {
  private static final String PREFIX = "io.fedquorum.";
  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(Fact.class.getPermittedSubclasses())
          .collect(Collectors.toMap(type -> PREFIX + type.getSimpleName(), Function.identity()));

  private Facts() {}

  /** The event type under which a fact is logged. */
  public static String typeOf(Fact fact) {
    return PREFIX + fact.getClass().getSimpleName();
  }

  /** The fact's JSON tree, for the event's data. */
  public static JsonNode toJson(Fact fact) {
    return CanonicalJson.mapper().valueToTree(fact);
  }

  /**
   * Reads a fact back.
   *
   * @throws IllegalArgumentException when the type is unknown or the data has another form
   */
  public static Fact read(String type, JsonNode data) {
    Class<?> form = TYPES.get(type);
    if (form == null) {
      throw new IllegalArgumentException("event type '" + type + "' is not one of this version");
    }
    try {
      return (Fact) CanonicalJson.mapper().treeToValue(data, form);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "event data is not a valid " + form.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }
}
