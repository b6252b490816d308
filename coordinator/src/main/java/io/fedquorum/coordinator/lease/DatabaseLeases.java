package io.fedquorum.coordinator.lease;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Leases in PostgreSQL, a row each. Nothing here waits for a row that a stopped process may hold,
 * but the holder's own renewal.
 */
@ApplicationScoped
class DatabaseLeases implements Leases {
  private static final String UNTIL = "clock_timestamp() + cast(?4 as double precision) * ";
  private static final String MILLISECOND = "interval '1 millisecond'";
  private static final String OF_LEASE = " where training_id = ?1 and owner = ?2 and token = ?3";

  private final EntityManager database;

  DatabaseLeases(EntityManager database) {
    this.database = database;
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Lease> take(String trainingId, String owner, Duration length) {
    sql("insert into training_lease values (?1, '', 0, '-infinity') on conflict do nothing")
        .setParameter(1, trainingId)
        .executeUpdate();
    List<?> free =
        sql("select token from training_lease"
                + " where training_id = ?1 and expires_at < clock_timestamp()"
                + " for update skip locked")
            .setParameter(1, trainingId)
            .getResultList();
    if (free.isEmpty()) {
      return Optional.empty();
    }
    long token = ((Number) free.get(0)).longValue() + 1;
    sql("update training_lease set owner = ?2, token = ?3, expires_at = "
            + UNTIL
            + MILLISECOND
            + " where training_id = ?1")
        .setParameter(1, trainingId)
        .setParameter(2, owner)
        .setParameter(3, token)
        .setParameter(4, length.toMillis())
        .executeUpdate();
    return Optional.of(new Lease(trainingId, owner, token));
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean renew(Lease lease, Duration length) {
    Query update =
        sql("update training_lease set expires_at = " + UNTIL + MILLISECOND + OF_LEASE)
            .setParameter(4, length.toMillis());
    return of(lease, update).executeUpdate() == 1;
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void release(Lease lease) {
    of(lease, sql("update training_lease set expires_at = '-infinity'" + OF_LEASE)).executeUpdate();
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void reclaim(String owner) {
    sql("update training_lease set expires_at = '-infinity' where training_id in"
            + " (select training_id from training_lease where owner = ?1 for update skip locked)")
        .setParameter(1, owner)
        .executeUpdate();
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void require(Lease lease) {
    // The lock lets other steps of this lease read it, and holds off who would take it over.
    Query select = sql("select token from training_lease" + OF_LEASE + " for share");
    if (of(lease, select).getResultList().isEmpty()) {
      throw new LeaseLostException(lease);
    }
  }

  private static Query of(Lease lease, Query query) {
    return query
        .setParameter(1, lease.trainingId())
        .setParameter(2, lease.owner())
        .setParameter(3, lease.token());
  }

  private Query sql(String text) {
    return database.createNativeQuery(text);
  }
}
