/** How far honest results of other numeric profiles, and wrong results, are from each other. */
package io.fedquorum.coordinator.calibration;
