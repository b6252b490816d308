/** Agreement between results whose bytes differ because numeric profiles do. Pure. */
package io.fedquorum.coordinator.tolerance;
