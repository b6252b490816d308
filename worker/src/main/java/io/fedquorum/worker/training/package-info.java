/**
 * The training engine: weights, job and data in, result out; no chain, no network, no clock.
 *
 * <p>Deeplearning4j and ND4J run in a child process with a pinned numeric environment ({@code
 * trainer}), so that two honest machines return the same bytes and a native crash stays away from
 * the process that holds keys.
 */
package io.fedquorum.worker.training;
