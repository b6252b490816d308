package io.fedquorum.network.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which accounts may send transactions. */
public enum Accounts {
  /** Any. */
  OPEN,
  /** Those that the permission contract lists: GoQuorum's enhanced permissioning, model v2. */
  PERMISSIONED;

  /** The name on the command line and in files. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #text}. */
  @JsonCreator
  public static Accounts of(String text) {
    return Names.one("accounts", Accounts.values(), Accounts::text, text);
  }
}
