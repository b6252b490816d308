package io.fedquorum.coordinator.lease;

import java.time.Duration;
import java.util.Optional;

/**
 * The leases of all replicas. The expiry, by the database's clock, only says when others may take
 * over; what keeps a replica that was paused from acting is its token, which every write of a step
 * checks in its own database transaction ({@link #require}).
 */
public interface Leases {
  /**
   * Takes a training's lease when it is free or has run out.
   *
   * @return empty when another replica, or another process under this id, holds it
   */
  Optional<Lease> take(String trainingId, String owner, Duration length);

  /** Prolongs a lease; false when it was taken over. */
  boolean renew(Lease lease, Duration length);

  /** Gives a lease back before its time; nothing happens when it was taken over. */
  void release(Lease lease);

  /** Frees what an earlier process under this id held: it is dead, or will find its tokens old. */
  void reclaim(String owner);

  /**
   * Joins the caller's database transaction; until that ends nobody can take the lease over.
   *
   * @throws LeaseLostException when somebody has
   */
  void require(Lease lease);
}
