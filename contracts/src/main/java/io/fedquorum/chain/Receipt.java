package io.fedquorum.chain;

import io.fedquorum.protocol.Bytes32;

/**
 * A mined transaction.
 *
 * @param transaction its hash
 * @param block the block that holds it
 * @param blockHash that block's hash
 * @param gasUsed gas
 * @param succeeded false when the contract reverted
 * @param revertReason the named error or reason when it reverted and the node still tells; else
 *     empty
 */
public record Receipt(
    Bytes32 transaction,
    long block,
    Bytes32 blockHash,
    long gasUsed,
    boolean succeeded,
    String revertReason) {}
