package io.fedquorum.chain.web3j;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Seals;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.quorum.methods.response.istanbul.BlockSigners;

/** GoQuorum's {@code istanbul} interface, which serves IBFT and QBFT alike. */
final class BftSeals {
  /** JSON-RPC 2.0, section 5.1. */
  private static final int METHOD_NOT_FOUND = -32601;

  private final Rpc rpc;

  BftSeals(Rpc rpc) {
    this.rpc = Objects.requireNonNull(rpc, "rpc");
  }

  Optional<Seals> of(Bytes32 blockHash) {
    var signers = rpc.ask(rpc.quorum().istanbulGetSignersFromBlockByHash(blockHash.value()));
    if (signers.hasError() && isUnknown(signers.getError())) {
      return Optional.empty();
    }
    List<String> committers =
        value(signers).getBlockSigners().map(BlockSigners::getCommitters).orElseGet(List::of);
    // A vote takes effect after its block: a block is sealed by the validators of its parent.
    var validators = value(rpc.ask(rpc.quorum().istanbulGetValidatorsAtHash(parent(blockHash))));
    return Optional.of(new Seals(addresses(validators.getValidators()), addresses(committers)));
  }

  private String parent(Bytes32 blockHash) {
    EthBlock.Block block =
        rpc.read(rpc.quorum().ethGetBlockByHash(blockHash.value(), false)).getBlock();
    if (block == null) {
      throw new ChainUnavailableException(
          "block " + blockHash + " is not at node " + rpc.name() + " now");
    }
    return block.getParentHash();
  }

  private <R extends Response<?>> R value(R response) {
    if (response.hasError()) {
      throw new ChainUnavailableException(
          "node %s does not tell the seals: %s; it must serve the interface 'istanbul'"
              .formatted(rpc.name(), response.getError().getMessage()));
    }
    return response;
  }

  /** The node does not serve the method. */
  static boolean isUnknown(Response.Error error) {
    String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    return error.getCode() == METHOD_NOT_FOUND
        || message.contains("does not exist")
        || message.contains("not found")
        || message.contains("not supported");
  }

  private static List<Address> addresses(List<String> texts) {
    return texts == null ? List.of() : texts.stream().map(Address::of).toList();
  }
}
