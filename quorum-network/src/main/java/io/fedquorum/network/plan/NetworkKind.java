package io.fedquorum.network.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs the chain. */
public enum NetworkKind {
  /** Native GoQuorum nodes: consensus, finality and permissioning. */
  GOQUORUM,
  /** The same network, or one of Besu nodes, in containers. */
  DOCKER,
  /** One Anvil process: no consensus, no finality, no permissioning. */
  DEV;

  private static final String AUTO = "auto";

  /** The name on the command line and in files. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads what a person types: {@code auto}, or {@link #text}; empty is the best there is. */
  public static Optional<NetworkKind> orAuto(String text) {
    List<String> allowed =
        Stream.concat(Stream.of(AUTO), Arrays.stream(values()).map(NetworkKind::text)).toList();
    String name = Names.one("kind", allowed.toArray(String[]::new), kind -> kind, text);
    return name.equals(AUTO) ? Optional.empty() : Optional.of(of(name));
  }

  /** Reads {@link #text}. */
  @JsonCreator
  public static NetworkKind of(String text) {
    return Names.one("kind", NetworkKind.values(), NetworkKind::text, text);
  }
}
