package io.fedquorum.coordinator.config;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The one clock; a test puts its own in its place. */
class Clocks {
  @Produces
  @ApplicationScoped
  @DefaultBean
  Clock system() {
    return Clock.systemUTC();
  }
}
