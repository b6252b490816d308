package io.fedquorum.coordinator.world;

import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The worker registry, as of every block. */
final class Members {
  static final BigInteger MINIMUM_STAKE = BigInteger.valueOf(100);
  private final Map<Address, WorkerRecord> now = new TreeMap<>();
  private final Map<Long, List<WorkerRecord>> then = new HashMap<>();

  void join(Address worker, Bytes32 profile, BigInteger stake, long block) {
    now.put(worker, entry(worker, profile, stake, block));
  }

  void leave(Address worker) {
    now.remove(worker);
  }

  /** Remembers the members as of a block. */
  void remember(long block) {
    then.put(block, List.copyOf(now.values()));
  }

  List<WorkerRecord> at(long block) {
    return new ArrayList<>(then.get(block));
  }

  WorkerRecord of(Address worker) {
    return now.get(worker);
  }

  /** Takes what the stake still holds. */
  BigInteger slash(Address worker, BigInteger wanted) {
    WorkerRecord member = now.get(worker);
    BigInteger taken = wanted.min(member.stake());
    now.put(
        worker,
        entry(worker, member.numericProfile(), member.stake().subtract(taken), member.joinedAt()));
    return taken;
  }

  private static WorkerRecord entry(
      Address worker, Bytes32 profile, BigInteger stake, long joinedAt) {
    boolean active = stake.compareTo(MINIMUM_STAKE) >= 0;
    return new WorkerRecord(worker, profile, stake, joinedAt, active);
  }
}
