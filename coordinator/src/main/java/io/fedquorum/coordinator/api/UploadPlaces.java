package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.config.FedqConfig;
import jakarta.inject.Singleton;

/** Bounds the uploads that are under way: each holds a thread and a file. */
@Singleton
class UploadPlaces {
  private final Places places;

  UploadPlaces(FedqConfig settings) {
    places = new Places("upload places", settings.http().maxUploads());
  }

  void take() {
    places.take();
  }

  void leave() {
    places.leave();
  }
}
