package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.protocol.Address;
import java.util.List;

/**
 * A job of a round.
 *
 * @param job its number, from 0
 * @param from first position in the permuted training set
 * @param to one past the last position
 * @param workers who was assigned, in address order; empty before the assignment
 * @param verdict what was found, null before that
 */
public record JobView(int job, int from, int to, List<Address> workers, JobVerdict verdict) {}
