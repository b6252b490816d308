/**
 * PostgreSQL and Kafka for one machine, in a directory of their own: plain Java, started before
 * Quarkus, and not loaded at all when outside ones are configured.
 */
package io.fedquorum.coordinator.embedded;
