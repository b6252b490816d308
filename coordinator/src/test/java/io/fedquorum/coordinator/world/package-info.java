/** A training's whole world in memory, for tests: chain, contracts, artifacts, engine, workers. */
package io.fedquorum.coordinator.world;
