/**
 * The demonstration: a whole network of real processes on one machine, one training on it, and its
 * replay. It is a client of the public API; nothing in it is known to the coordinator.
 */
package io.fedquorum.coordinator.demo;
