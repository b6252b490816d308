/** The published deterministic random source: whoever knows a seed can redo every draw. */
package io.fedquorum.coordinator.random;
