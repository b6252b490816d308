package io.fedquorum.coordinator.training;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The table {@code training}. */
@ApplicationScoped
class TrainingRows implements PanacheRepositoryBase<TrainingEntity, String> {}
