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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The worker registry, for operators. */
@ApplicationScoped
public class Members {
  /** {@code MAX_BATCH} of the registry. */
  private static final int MOST_AT_ONCE = 100;

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

  /**
   * Puts workers on the allow-list, or takes them off; waits until all of it is mined.
   *
   * @return the transactions, one for each hundred workers
   */
  public List<Bytes32> change(List<Address> workers, boolean approved) {
    requireReady();
    String wish = "workers/%s/%s".formatted(approved ? "approve" : "revoke", UUID.randomUUID());
    List<String> intents = new ArrayList<>();
    for (int from = 0; from < workers.size(); from += MOST_AT_ONCE) {
      List<Address> some = workers.subList(from, Math.min(workers.size(), from + MOST_AT_ONCE));
      String intent = wish + "/" + from;
      node.transactions().submit(intent, approved ? new Call.Approve(some) : new Call.Revoke(some));
      intents.add(intent);
    }
    return intents.stream().map(intent -> mined(intent, "change the allow-list")).toList();
  }

  private Bytes32 confirm(String what, Address worker, Call call) {
    requireReady();
    // Each wish is a transaction of its own: approving, revoking and approving again must work.
    String intent = "worker/%s/%s/%s".formatted(worker, what, UUID.randomUUID());
    node.transactions().submit(intent, call);
    return mined(intent, what + " " + worker);
  }

  private Bytes32 mined(String intent, String what) {
    Receipt receipt = Confirmations.await(node.transactions(), intent, LIMIT);
    if (!receipt.succeeded()) {
      throw new TransactionRefusedException(
          "the contract refused to " + what + ": " + receipt.revertReason());
    }
    return receipt.transaction();
  }

  private void requireReady() {
    if (!node.isReady()) {
      throw new ChainUnavailableException("the coordinator is not connected to a chain yet");
    }
  }
}
