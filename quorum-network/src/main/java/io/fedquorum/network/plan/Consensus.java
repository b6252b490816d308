package io.fedquorum.network.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the validators agree. */
public enum Consensus {
  /** As the client has it: QBFT on GoQuorum 22 and newer and on Besu, IBFT on GoQuorum 21. */
  AUTO,
  /** EEA QBFT, which GoQuorum and Besu share. */
  QBFT,
  /** Istanbul BFT (EIP-650) of GoQuorum. */
  IBFT,
  /** A development chain: one process decides. */
  NONE;

  /** The name on the command line and in files. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #text}. */
  @JsonCreator
  public static Consensus of(String text) {
    return Names.one("consensus", Consensus.values(), Consensus::text, text);
  }
}
