/** The same network in containers, of GoQuorum or of Besu. */
package io.fedquorum.network.docker;
