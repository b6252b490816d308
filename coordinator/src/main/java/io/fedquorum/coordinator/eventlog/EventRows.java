package io.fedquorum.coordinator.eventlog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** The tables {@code event} and {@code event_head}. */
@ApplicationScoped
class EventRows implements PanacheRepositoryBase<EventEntity, EventEntity.Key> {
  /** One number for all replicas of the coordinator: only the holder relays. */
  private static final long RELAY_LOCK = 0x46454451_0000_0001L;

  /** Locks the end of a chain until the transaction ends; starts the chain when there is none. */
  EventHeadEntity lockHead(String trainingId) {
    getEntityManager()
        .createNativeQuery("insert into event_head values (?1, 0, ?2) on conflict do nothing")
        .setParameter(1, trainingId)
        .setParameter(2, LoggedEvent.GENESIS.value())
        .executeUpdate();
    return getEntityManager()
        .find(EventHeadEntity.class, trainingId, LockModeType.PESSIMISTIC_WRITE);
  }

  List<String> lines(String trainingId, long fromSequence, int limit) {
    return getEntityManager()
        .createQuery(
            "select line from EventEntity where trainingId = ?1 and sequence >= ?2"
                + " order by sequence",
            String.class)
        .setParameter(1, trainingId)
        .setParameter(2, fromSequence)
        .setMaxResults(limit)
        .getResultList();
  }

  /** True when no other replica relays; the lock ends with the transaction. */
  boolean tryLockRelay() {
    return (Boolean)
        getEntityManager()
            .createNativeQuery("select pg_try_advisory_xact_lock(?1)", Boolean.class)
            .setParameter(1, RELAY_LOCK)
            .getSingleResult();
  }

  List<EventEntity> unpublished(int limit) {
    return find("published = false order by position").page(0, limit).list();
  }
}
