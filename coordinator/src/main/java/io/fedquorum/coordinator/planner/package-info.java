/**
 * What a design, a number of replicas and a policy are worth: worst cases, probabilities and
 * prices. Pure; the same question gets the same answer.
 */
package io.fedquorum.coordinator.planner;
