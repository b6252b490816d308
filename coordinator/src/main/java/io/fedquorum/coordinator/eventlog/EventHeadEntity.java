package io.fedquorum.coordinator.eventlog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A row of {@code event_head}: the end of one training's chain, and the lock of whoever appends.
 */
@Entity
@Table(name = "event_head")
class EventHeadEntity {
  @Id
  @Column(name = "training_id")
  String trainingId;

  long sequence;
  String hash;
}
