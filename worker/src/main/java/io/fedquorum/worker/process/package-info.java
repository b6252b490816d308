/**
 * The worker's loop: reads the chain, takes one durable step after the other, goes on after a
 * crash.
 */
package io.fedquorum.worker.process;
