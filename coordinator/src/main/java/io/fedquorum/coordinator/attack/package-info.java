/**
 * The attack suite: the same training without an attack and under each one, on a real network with
 * simulated workers, and what became of the policy's promise. A client of the public API, like the
 * demonstration.
 */
package io.fedquorum.coordinator.attack;
