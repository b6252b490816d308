/**
 * The running coordinator: connects chain, database, log and engine to the pure core, and drives
 * every training in a thread of its own.
 */
package io.fedquorum.coordinator.runtime;
