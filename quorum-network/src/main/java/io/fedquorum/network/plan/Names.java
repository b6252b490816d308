package io.fedquorum.network.plan;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Enumerations by the names that people type. */
final class Names {
  private Names() {}

  static <E> E one(String field, E[] values, Function<E, String> name, String text) {
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new NetworkException(
                    Reason.BAD_INPUT,
                    "%s '%s' must be one of %s"
                        .formatted(
                            field,
                            text,
                            Arrays.stream(values).map(name).collect(Collectors.joining(", ")))));
  }
}
