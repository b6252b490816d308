/** Native GoQuorum nodes on this machine. */
package io.fedquorum.network.quorum;
