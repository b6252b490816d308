/**
 * Workers that break the protocol, for tests, demonstrations and research. Nothing here is reached
 * without {@code --simulate NAME --i-am-a-simulation}.
 */
package io.fedquorum.worker.simulation;
