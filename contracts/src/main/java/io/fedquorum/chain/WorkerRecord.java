package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;

/**
 * A worker as the registry holds it at one block.
 *
 * @param address the worker's account
 * @param numericProfile the profile it registered under
 * @param stake in wei
 * @param joinedAt block of its join
 * @param active member, allowed, enough stake, not leaving
 */
public record WorkerRecord(
    Address address, Bytes32 numericProfile, BigInteger stake, long joinedAt, boolean active) {}
