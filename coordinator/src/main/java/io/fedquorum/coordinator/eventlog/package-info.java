/**
 * The event log: a hash chain of facts per training, written with the facts (outbox) and relayed to
 * Kafka. {@link io.fedquorum.coordinator.eventlog.EventChain} verifies an exported log without any
 * service.
 */
package io.fedquorum.coordinator.eventlog;
