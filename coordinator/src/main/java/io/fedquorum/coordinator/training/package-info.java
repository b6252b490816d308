/** Trainings: a whole run each, with its model, data, rounds and rewards. */
package io.fedquorum.coordinator.training;
