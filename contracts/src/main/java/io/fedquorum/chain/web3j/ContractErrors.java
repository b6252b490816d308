package io.fedquorum.chain.web3j;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Keccak;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;
import org.web3j.utils.Numeric;

/**
 * Revert data in words: the named errors of the contracts' ABIs, Solidity's {@code Error(string)}
 * and {@code Panic(uint256)}.
 */
final class ContractErrors {
  private static final int SELECTOR = 10;

  private record Parameter(String name, String type) {}

  private record NamedError(String name, List<Parameter> parameters) {
    String selector() {
      StringJoiner types = new StringJoiner(",", name + "(", ")");
      parameters.forEach(p -> types.add(p.type()));
      byte[] signature = types.toString().getBytes(StandardCharsets.UTF_8);
      return Keccak.hash(signature).value().substring(0, SELECTOR);
    }
  }

  private final Map<String, NamedError> bySelector = new HashMap<>();

  ContractErrors() {
    add(new NamedError("Error", List.of(new Parameter("reason", "string"))));
    add(new NamedError("Panic", List.of(new Parameter("code", "uint256"))));
    for (String contract : List.of("WorkerRegistry", "JobRegistry", "AccountPermissions")) {
      for (JsonNode entry : abi(contract)) {
        if (entry.path("type").asText().equals("error")) {
          add(error(entry));
        }
      }
    }
  }

  /** The error, such as {@code AlreadyCommitted(worker=0x…)}; empty when the data is none known. */
  Optional<String> decode(String data) {
    if (data == null || data.length() < SELECTOR) {
      return Optional.empty();
    }
    NamedError error = bySelector.get(data.substring(0, SELECTOR));
    return error == null ? Optional.empty() : Optional.of(text(error, data.substring(SELECTOR)));
  }

  private static String text(NamedError error, String arguments) {
    StringJoiner text = new StringJoiner(", ", error.name() + "(", ")");
    List<?> values = FunctionReturnDecoder.decode(arguments, types(error));
    for (int i = 0; i < values.size(); i++) {
      text.add(error.parameters().get(i).name() + "=" + text(((Type<?>) values.get(i)).getValue()));
    }
    return text.toString();
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? Numeric.toHexString(bytes) : String.valueOf(value);
  }

  // web3j's decoder is declared over raw types.
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static List<TypeReference<Type>> types(NamedError error) {
    List<TypeReference<Type>> types = new ArrayList<>();
    for (Parameter parameter : error.parameters()) {
      try {
        types.add(TypeReference.makeTypeReference(parameter.type()));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("the ABI has an unknown type " + parameter.type(), e);
      }
    }
    return types;
  }

  private void add(NamedError error) {
    bySelector.put(error.selector(), error);
  }

  private static NamedError error(JsonNode entry) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode input : entry.path("inputs")) {
      parameters.add(new Parameter(input.path("name").asText(), input.path("type").asText()));
    }
    return new NamedError(entry.path("name").asText(), parameters);
  }

  private static JsonNode abi(String contract) {
    String resource = "/io/fedquorum/chain/abi/" + contract + ".abi.json";
    try (InputStream in = ContractErrors.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the build left out the resource " + resource);
      }
      return CanonicalJson.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + resource + " cannot be read", e);
    }
  }
}
