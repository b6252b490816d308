package io.fedquorum.coordinator.history;

/**
 * Gas of a round, a transaction of each kind. There are several commits, reveals and claims in a
 * round; theirs is the mean, rounded.
 */
public record GasUse(
    long open, long assign, long commit, long openReveal, long reveal, long settle, long claim) {}
