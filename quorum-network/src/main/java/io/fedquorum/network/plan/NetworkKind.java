package io.fedquorum.network.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What runs the chain. */
public enum NetworkKind {
  /** Native GoQuorum nodes: consensus, finality and permissioning. */
  GOQUORUM,
  /** The same network, or one of Besu nodes, in containers. */
  DOCKER,
  /** One Anvil process: no consensus, no finality, no permissioning. */
  DEV;

  /** The name on the command line and in files. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #text}. */
  @JsonCreator
  public static NetworkKind of(String text) {
    return Names.one("kind", NetworkKind.values(), NetworkKind::text, text);
  }
}
