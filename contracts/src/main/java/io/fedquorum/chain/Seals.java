package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import java.util.List;

/**
 * The committed seals of a BFT block.
 *
 * @param validators the validator set at that block
 * @param signers the validators that sealed it
 */
public record Seals(List<Address> validators, List<Address> signers) {
  /** Final: at least ⌈2N/3⌉ of the N validators signed. */
  public boolean isFinal() {
    long valid = signers.stream().distinct().filter(validators::contains).count();
    return !validators.isEmpty() && 3 * valid >= 2L * validators.size();
  }
}
