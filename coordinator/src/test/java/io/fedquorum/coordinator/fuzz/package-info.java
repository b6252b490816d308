/**
 * Mutated bytes for everything that reads bytes from outside. Seeded, so that a run can be
 * repeated; what once broke a reader is kept under {@code src/test/resources/fuzz} and read first.
 */
package io.fedquorum.coordinator.fuzz;
