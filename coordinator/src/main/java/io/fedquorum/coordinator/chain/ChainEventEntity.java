package io.fedquorum.coordinator.chain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of {@code chain_event}. */
@Entity
@Table(name = "chain_event")
@IdClass(ChainEventEntity.Key.class)
class ChainEventEntity {
  /** What makes an event unique. */
  record Key(String transaction, int logIndex) implements Serializable {}

  @Id String transaction;

  @Id
  @Column(name = "log_index")
  int logIndex;

  long block;

  @Column(name = "training_id")
  Long trainingId;

  Integer round;
  String type;
  String json;
}
