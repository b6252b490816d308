package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.ChainIdentity.Kind;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Seals;
import io.fedquorum.coordinator.round.Finality;
import java.util.Optional;

/** Which chains are good enough to pay on, and when a transaction is final on them. */
final class ChainRules {
  private ChainRules() {}

  /** Refuses another chain than the configured one, and a development chain unless allowed. */
  static void require(ChainIdentity found, Optional<Long> wanted, boolean allowDevelopment) {
    if (wanted.isPresent() && wanted.get() != found.chainId()) {
      throw ChainSettingException.because(
          "fedq.chain.id '%d' must be the node's chain id %d; is fedq.chain.rpc the right node?"
              .formatted(wanted.get(), found.chainId()));
    }
    if (found.kind() == Kind.DEVELOPMENT && !allowDevelopment) {
      throw ChainSettingException.because(
          "the node '%s' is a development chain, without consensus or finality; set fedq.chain.allow-development=true to use it all the same"
              .formatted(found.clientVersion()));
    }
  }

  /**
   * Finality by seals: a block counts when two thirds of its validators have signed it. A chain
   * without seals is final at once, which {@link #require} has made the operator say by name.
   */
  static Finality finality(Chain chain, ChainIdentity identity, boolean assumed) {
    if (assumed || identity.kind() == Kind.DEVELOPMENT) {
      return receipt -> true;
    }
    return receipt -> isSealed(chain, receipt);
  }

  /**
   * Refuses a chain that does not tell who sealed its blocks, unless the operator says so by name.
   */
  static void requireSeals(Chain chain, ChainIdentity identity, boolean assumed) {
    if (assumed || identity.kind() == Kind.DEVELOPMENT) {
      return;
    }
    Block head = chain.head();
    if (head.number() > 0 && chain.seals(head.hash()).isEmpty()) {
      throw ChainSettingException.because(
          "the node '%s' does not tell who sealed block %d, so finality can't be checked; set fedq.chain.assume-finality=true to trust its blocks all the same"
              .formatted(identity.clientVersion(), head.number()));
    }
  }

  private static boolean isSealed(Chain chain, Receipt receipt) {
    return chain.seals(receipt.blockHash()).map(Seals::isFinal).orElse(false);
  }
}
