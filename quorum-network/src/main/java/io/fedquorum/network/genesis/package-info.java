/** The files that a network is born from: genesis block, node keys, peer lists, operator. */
package io.fedquorum.network.genesis;
