/** From accepted results to the next model: the same bytes on any Java virtual machine. Pure. */
package io.fedquorum.coordinator.aggregation;
