package io.fedquorum.coordinator.chain;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The indexer's memory in PostgreSQL. */
@ApplicationScoped
class DatabaseChainEvents implements ChainEvents {
  private final ChainEventRows rows;

  DatabaseChainEvents(ChainEventRows rows) {
    this.rows = rows;
  }

  @Override
  @Transactional
  public Optional<Block> cursor() {
    List<?> found =
        rows.getEntityManager()
            .createNativeQuery("select block, hash, parent_hash from chain_cursor")
            .getResultList();
    return found.stream().findFirst().map(Object[].class::cast).map(DatabaseChainEvents::block);
  }

  @Override
  @Transactional
  public void advance(List<ContractEvent> events, Block last) {
    events.forEach(this::insert);
    rows.getEntityManager()
        .createNativeQuery(
            "insert into chain_cursor (id, block, hash, parent_hash) values (1, ?1, ?2, ?3)"
                + " on conflict (id) do update set block = excluded.block, hash = excluded.hash,"
                + " parent_hash = excluded.parent_hash where chain_cursor.block < excluded.block")
        .setParameter(1, last.number())
        .setParameter(2, last.hash().value())
        .setParameter(3, last.parentHash().value())
        .executeUpdate();
  }

  @Override
  @Transactional
  public List<ContractEvent.TrainingCreated> unclaimedTrainings() {
    return rows
        .list(
            "type = 'TrainingCreated' and trainingId not in (select t.onChainId from"
                + " TrainingEntity t where t.onChainId is not null) order by block, logIndex")
        .stream()
        .map(ChainEventJson::fromRow)
        .map(ContractEvent.TrainingCreated.class::cast)
        .toList();
  }

  @Override
  @Transactional
  public List<ContractEvent> ofTraining(long onChainTrainingId) {
    return rows.list("trainingId = ?1 order by block, logIndex", onChainTrainingId).stream()
        .map(ChainEventJson::fromRow)
        .toList();
  }

  @Override
  @Transactional
  public List<ContractEvent> ofRound(long onChainTrainingId, int round) {
    return rows
        .list("trainingId = ?1 and round = ?2 order by block, logIndex", onChainTrainingId, round)
        .stream()
        .map(ChainEventJson::fromRow)
        .toList();
  }

  @Override
  @Transactional
  public boolean hasRevealed(long onChainTrainingId, int round, Address worker, Digest digest) {
    return rows
        .list(
            "trainingId = ?1 and round = ?2 and type = 'Revealed' and json like ?3",
            onChainTrainingId,
            round,
            "%\"" + worker.value() + "\"%")
        .stream()
        .map(ChainEventJson::fromRow)
        .map(ContractEvent.Revealed.class::cast)
        .filter(event -> event.worker().equals(worker))
        .anyMatch(event -> event.digests().contains(digest.word()));
  }

  private void insert(ContractEvent event) {
    ChainEventEntity row = ChainEventJson.toRow(event);
    rows.getEntityManager()
        .createNativeQuery(
            "insert into chain_event (transaction, log_index, block, training_id, round, type, json)"
                + " values (?1, ?2, ?3, cast(?4 as bigint), cast(?5 as int), ?6, ?7)"
                + " on conflict do nothing")
        .setParameter(1, row.transaction)
        .setParameter(2, row.logIndex)
        .setParameter(3, row.block)
        .setParameter(4, row.trainingId)
        .setParameter(5, row.round)
        .setParameter(6, row.type)
        .setParameter(7, row.json)
        .executeUpdate();
  }

  private static Block block(Object[] row) {
    return new Block(
        ((Number) row[0]).longValue(),
        new Bytes32((String) row[1]),
        new Bytes32((String) row[2]),
        0);
  }
}
