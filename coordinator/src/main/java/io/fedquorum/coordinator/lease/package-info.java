/** Which replica of the coordinator drives which training. */
package io.fedquorum.coordinator.lease;
