/** The development chain: Anvil, installed by npm. No consensus, no finality, no permissioning. */
package io.fedquorum.network.dev;
