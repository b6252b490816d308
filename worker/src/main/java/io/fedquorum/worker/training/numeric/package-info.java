/** The published rules for randomness in a training: pure integer and IEEE 754 arithmetic. */
package io.fedquorum.worker.training.numeric;
