package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.artifact.DiskArtifactStore;
import io.fedquorum.coordinator.artifact.UploadListener;
import io.fedquorum.coordinator.artifact.UploadPolicy;
import io.fedquorum.coordinator.config.FedqConfig;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;

/** The artifact store that is configured, and what holds while no training asks for uploads. */
class Artifacts {
  @Produces
  @ApplicationScoped
  @DefaultBean
  ArtifactStore store(FedqConfig settings) {
    DiskArtifactStore store =
        new DiskArtifactStore(
            settings.artifacts().directory().orElse(settings.home().resolve("artifacts")));
    store.removeUnfinished();
    return store;
  }

  @Produces
  @ApplicationScoped
  @DefaultBean
  UploadPolicy nothingIsOwed() {
    return (worker, digest) -> Optional.empty();
  }

  @Produces
  @ApplicationScoped
  @DefaultBean
  UploadListener nobodyListens() {
    return (worker, digest, trainingMillis) -> {};
  }
}
