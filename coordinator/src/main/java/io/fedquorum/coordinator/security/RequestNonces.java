package io.fedquorum.coordinator.security;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Nonces of signed requests, each good for one use, for all replicas of the coordinator. */
@ApplicationScoped
class RequestNonces {
  private final EntityManager database;

  RequestNonces(EntityManager database) {
    this.database = database;
  }

  /**
   * Uses a nonce; false when it was used before.
   *
   * @param expiresAt when the request is void, in seconds since the epoch
   * @param now the time, in seconds since the epoch
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean use(Address worker, Bytes32 nonce, long expiresAt, long now) {
    forgetExpired(now);
    return database
            .createNativeQuery(
                "insert into request_nonce values (?1, ?2, ?3) on conflict do nothing")
            .setParameter(1, worker.value())
            .setParameter(2, nonce.value())
            .setParameter(3, expiresAt)
            .executeUpdate()
        == 1;
  }

  /** A nonce is needed no longer than its request is valid; each use clears away a few. */
  private void forgetExpired(long now) {
    database
        .createNativeQuery(
            "delete from request_nonce where ctid = any (array(select ctid from request_nonce"
                + " where expires_at < ?1 limit 20 for update skip locked))")
        .setParameter(1, now)
        .executeUpdate();
  }
}
