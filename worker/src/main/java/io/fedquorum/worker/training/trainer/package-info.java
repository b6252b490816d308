/**
 * The trainer: the child process in which Deeplearning4j and ND4J run. Nothing outside this package
 * may import it, or them.
 */
package io.fedquorum.worker.training.trainer;
