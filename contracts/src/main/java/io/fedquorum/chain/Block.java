package io.fedquorum.chain;

import io.fedquorum.protocol.Bytes32;

/**
 * A block's header, as far as the product needs it.
 *
 * @param number height, genesis is 0
 * @param hash block hash
 * @param parentHash hash of the block before
 * @param timestamp seconds since the epoch
 */
public record Block(long number, Bytes32 hash, Bytes32 parentHash, long timestamp) {}
