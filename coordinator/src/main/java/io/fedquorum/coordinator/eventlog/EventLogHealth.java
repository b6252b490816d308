package io.fedquorum.coordinator.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether events reach Kafka. It stays up when they don't: the database keeps them. */
@Readiness
@ApplicationScoped
class EventLogHealth implements HealthCheck {
  private final EventOutboxRelay relay;

  EventLogHealth(EventOutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public HealthCheckResponse call() {
    String fault = relay.fault().orElse(null);
    var response = HealthCheckResponse.named("kafka").up();
    response.withData("state", fault == null ? "ok" : "degraded");
    if (fault != null) {
      response.withData("fault", fault);
    }
    return response.build();
  }
}
