/**
 * A worker's part in a round, as values: what the chain has said of it, how far this worker is, and
 * where a simulated worker may deviate. No chain, no network, no disk, no clock.
 */
package io.fedquorum.worker.round;
