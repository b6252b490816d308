package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Confirmations;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The worker registry, for operators. */
@ApplicationScoped
public class Members {
  private static final Duration LIMIT = Duration.ofSeconds(50);
  private final Node node;

  @Inject
  Members(Node node) {
    this.node = node;
  }

  /** All members at the newest block, in address order. */
  public List<WorkerRecord> all() {
    requireReady();
    return node.chain().workers(node.contracts(), node.chain().head().number());
  }

  /** Puts a worker on the allow-list; waits until that is mined. */
  public Bytes32 approve(Address worker) {
    return confirm("approve", worker, new Call.Approve(List.of(worker)));
  }

  /** Takes a worker off the allow-list; waits until that is mined. */
  public Bytes32 revoke(Address worker) {
    return confirm("revoke", worker, new Call.Revoke(List.of(worker)));
  }

  private Bytes32 confirm(String what, Address worker, Call call) {
    requireReady();
    // Each wish is a transaction of its own: approving, revoking and approving again must work.
    String intent = "worker/%s/%s/%s".formatted(worker, what, UUID.randomUUID());
    node.transactions().submit(intent, call);
    Receipt receipt = Confirmations.await(node.transactions(), intent, LIMIT);
    if (!receipt.succeeded()) {
      throw new TransactionRefusedException(
          "the contract refused to " + what + " " + worker + ": " + receipt.revertReason());
    }
    return receipt.transaction();
  }

  private void requireReady() {
    if (!node.isReady()) {
      throw new ChainUnavailableException("the coordinator is not connected to a chain yet");
    }
  }
}
