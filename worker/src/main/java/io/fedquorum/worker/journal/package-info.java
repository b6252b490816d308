/**
 * The worker's durable memory: what it holds survives {@code kill -9} at any point. Nothing is
 * committed on chain before the journal holds what must be revealed.
 */
package io.fedquorum.worker.journal;
