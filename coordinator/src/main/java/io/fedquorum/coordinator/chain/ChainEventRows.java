package io.fedquorum.coordinator.chain;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The table {@code chain_event}. */
@ApplicationScoped
class ChainEventRows implements PanacheRepositoryBase<ChainEventEntity, ChainEventEntity.Key> {}
