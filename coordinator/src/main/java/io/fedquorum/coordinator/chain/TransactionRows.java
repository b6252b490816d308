package io.fedquorum.coordinator.chain;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The table {@code chain_transaction}. */
@ApplicationScoped
class TransactionRows implements PanacheRepositoryBase<TransactionEntity, String> {}
