package io.fedquorum.chain.web3j;

import io.fedquorum.protocol.Address;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;

/**
 * Calls of view functions, and replays of reverted transactions. GoQuorum 21.x returns revert data
 * as if it were a result, later clients as an error; both are told apart here.
 */
final class StateReader {
  private static final int WORD_DIGITS = 64;
  private static final int SELECTOR_DIGITS = 8;

  private final Rpc rpc;
  private final ContractErrors errors = new ContractErrors();

  StateReader(Rpc rpc) {
    this.rpc = Objects.requireNonNull(rpc, "rpc");
  }

  /**
   * The decoded results of a view function, as web3j's types.
   *
   * @throws IllegalStateException when there is no contract at the address, or the node no longer
   *     has the state of that block
   */
  List<?> call(Address contract, RemoteFunctionCall<?> function, DefaultBlockParameter block) {
    Transaction transaction =
        Transaction.createEthCallTransaction(null, contract.value(), function.encodeFunctionCall());
    EthCall answer = rpc.ask(rpc.quorum().ethCall(transaction, block));
    String where = "of " + contract + " at block " + block.getValue() + " of node " + rpc.name();
    if (answer.hasError()) {
      throw new UnreadableStateException(
          "cannot read the state %s: %s".formatted(where, why(answer)));
    }
    String result = answer.getValue();
    if (result == null || result.length() <= 2) {
      throw new UnreadableStateException(
          "there is no FedQuorum contract, or not yet: no answer " + where);
    }
    if (isRevertData(result)) {
      throw new UnreadableStateException(
          "the contract refused to answer %s: %s"
              .formatted(where, errors.decode(result).orElse(result)));
    }
    return function.decodeFunctionResponse(result);
  }

  /** Why a call reverts at a block; empty when it does not, or the node does not tell. */
  Optional<String> revertReason(Transaction transaction, DefaultBlockParameter block) {
    EthCall answer = rpc.ask(rpc.quorum().ethCall(transaction, block));
    String data = answer.hasError() ? data(answer.getError()) : answer.getValue();
    if (data != null && isRevertData(data)) {
      return Optional.of(errors.decode(data).orElse("unknown error " + data));
    }
    boolean reverts =
        answer.hasError() && String.valueOf(answer.getError().getMessage()).contains("revert");
    return reverts ? Optional.of(answer.getError().getMessage()) : Optional.empty();
  }

  Optional<String> decode(String revertData) {
    return errors.decode(revertData);
  }

  private String why(EthCall answer) {
    Response.Error error = answer.getError();
    String message = String.valueOf(error.getMessage());
    if (message.contains("missing trie node") || message.contains("header not found")) {
      return message
          + "; the node keeps the state of recent blocks only (an archive node keeps all)";
    }
    return errors.decode(data(error)).map(named -> message + ": " + named).orElse(message);
  }

  /** web3j hands a JSON text over with its quotes. */
  private static String data(Response.Error error) {
    return error.getData() == null ? null : error.getData().replace("\"", "");
  }

  /** Results are whole words; revert data is a selector and whole words. */
  private static boolean isRevertData(String hex) {
    return (hex.length() - 2) % WORD_DIGITS == SELECTOR_DIGITS;
  }
}
