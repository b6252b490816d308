package io.fedquorum.coordinator.training;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A row of {@code training}. */
@Entity
@Table(name = "training")
class TrainingEntity {
  @Id String id;

  @Column(name = "on_chain_id")
  Long onChainId;

  String spec;
  String state;
  String status;
  @Version long version;

  @Column(name = "created_at")
  Instant createdAt;

  StoredTraining toStored() {
    return new StoredTraining(id, onChainId, spec, state, status, version, createdAt);
  }
}
