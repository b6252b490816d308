package io.fedquorum.coordinator.eventlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fedquorum.protocol.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Brings an event's data into the one form that reads back to the same bytes. */
final class EventData {
  private EventData() {}

  /**
   * The data as a tree with sorted keys.
   *
   * @throws IllegalArgumentException when it holds binary floating point, or has no JSON form
   */
  static JsonNode canonical(Object data) {
    byte[] json = CanonicalJson.write(data);
    refuseFloats(data);
    Object plain = CanonicalJson.read(json, Object.class);
    // Through bytes, because a number's node depends on how it was made: 1.50 reads back as 1.5.
    return CanonicalJson.read(CanonicalJson.write(plain), JsonNode.class);
  }

  /** Looks at the tokens, not at a tree: the mapper's trees turn doubles into decimals. */
  private static void refuseFloats(Object data) {
    try (TokenBuffer tokens = new TokenBuffer(CanonicalJson.mapper(), false)) {
      CanonicalJson.mapper().writeValue(tokens, data);
      try (JsonParser parser = tokens.asParser()) {
        while (parser.nextToken() != null) {
          refuseFloat(parser);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseFloat(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
        && parser.getNumberType() != JsonParser.NumberType.BIG_DECIMAL) {
      throw new IllegalArgumentException(
          "event data %s '%s' is binary floating point, must be a BigDecimal"
              .formatted(parser.getParsingContext().pathAsPointer(), parser.getText()));
    }
  }
}
