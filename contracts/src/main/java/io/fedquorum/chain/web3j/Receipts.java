package io.fedquorum.chain.web3j;

import io.fedquorum.chain.Receipt;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Receipts, with the reason of a revert, which the node itself does not keep. */
final class Receipts {
  private final Rpc rpc;
  private final StateReader state;

  Receipts(Rpc rpc, StateReader state) {
    this.rpc = Objects.requireNonNull(rpc, "rpc");
    this.state = Objects.requireNonNull(state, "state");
  }

  Optional<Receipt> find(Bytes32 hash) {
    return rpc.read(rpc.quorum().ethGetTransactionReceipt(hash.value()))
        .getTransactionReceipt()
        // Some clients answer for pending transactions, without a block.
        .filter(receipt -> receipt.getBlockHash() != null)
        .map(receipt -> receipt(hash, receipt));
  }

  private Receipt receipt(Bytes32 hash, TransactionReceipt receipt) {
    boolean succeeded = receipt.isStatusOK();
    return new Receipt(
        hash,
        receipt.getBlockNumber().longValueExact(),
        Words.bytes32(receipt.getBlockHash()),
        receipt.getGasUsed().longValueExact(),
        succeeded,
        succeeded ? "" : reason(hash, receipt));
  }

  private String reason(Bytes32 hash, TransactionReceipt receipt) {
    return state
        .decode(receipt.getRevertReason())
        .or(() -> replay(hash, receipt.getBlockNumber()))
        .orElse("");
  }

  /**
   * Runs the transaction again as a call: on the state after its block, where what it ran into is
   * still there, and else on the state before.
   */
  private Optional<String> replay(Bytes32 hash, BigInteger block) {
    return rpc.read(rpc.quorum().ethGetTransactionByHash(hash.value()))
        .getTransaction()
        .flatMap(
            sent -> {
              Transaction call =
                  new Transaction(
                      sent.getFrom(),
                      null,
                      BigInteger.ZERO,
                      sent.getGas(),
                      sent.getTo(),
                      sent.getValue(),
                      sent.getInput());
              return state
                  .revertReason(call, DefaultBlockParameter.valueOf(block))
                  .or(
                      () ->
                          state.revertReason(
                              call, DefaultBlockParameter.valueOf(block.subtract(BigInteger.ONE))));
            });
  }
}
