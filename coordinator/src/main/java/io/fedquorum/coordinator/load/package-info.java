/**
 * The load test: one coordinator with embedded parts, a real chain, and as many simulated workers
 * as are asked for, which speak the real protocol and answer with canned results.
 */
package io.fedquorum.coordinator.load;
