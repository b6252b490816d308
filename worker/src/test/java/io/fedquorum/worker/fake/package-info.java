/** A small chain, coordinator and engine in memory, deterministic, for tests of the worker. */
package io.fedquorum.worker.fake;
