/**
 * Many simulated workers in one process: each with its own key, journal and transactions, all with
 * one training engine and one view of the chain. For attacks and load tests, never for earning.
 */
package io.fedquorum.worker.fleet;
