/** Content-addressed bytes: models, job lists, assignments, verdict lists. Plain Java. */
package io.fedquorum.coordinator.artifact;
