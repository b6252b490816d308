/** Fewer replicas for workers with a good record, audits to keep it honest. Pure. */
package io.fedquorum.coordinator.adaptive;
