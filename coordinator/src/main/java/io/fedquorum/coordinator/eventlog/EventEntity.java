package io.fedquorum.coordinator.eventlog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of {@code event}. The line is the event; the other columns only help to find it. */
@Entity
@Table(name = "event")
@IdClass(EventEntity.Key.class)
class EventEntity {
  /** What makes an event unique. */
  record Key(String trainingId, long sequence) implements Serializable {}

  @Id
  @Column(name = "training_id")
  String trainingId;

  @Id long sequence;

  @Column(insertable = false, updatable = false)
  long position;

  String type;

  @Column(updatable = false)
  String line;

  boolean published;
}
