package io.fedquorum.coordinator.history;

import io.fedquorum.protocol.Digest;
import java.math.BigDecimal;

/**
 * A round in numbers; what is not known yet is null or 0.
 *
 * @param round from 1
 * @param phase the last fact's phase, such as {@code assigned} or {@code settled}
 * @param accuracy share of correct test images
 * @param loss mean cross-entropy on the test images
 * @param modelDigest the model that the round produced
 * @param jobs jobs of the round
 * @param accepted jobs with a verdict
 * @param unanimous jobs that all replicas agreed on
 * @param refereed jobs that the coordinator computed, disputed or audited
 * @param escalated jobs for which answers were missing in time: given to reserves, or refereed
 * @param replicationFactor answers that workers computed, a job: 1 is no redundancy; null before
 *     the first verdict
 * @param seconds where the time went
 * @param transactions transactions of coordinator and workers
 * @param gas what they cost
 */
public record RoundHistory(
    int round,
    String phase,
    BigDecimal accuracy,
    BigDecimal loss,
    Digest modelDigest,
    int jobs,
    int accepted,
    int unanimous,
    int refereed,
    int escalated,
    BigDecimal replicationFactor,
    RoundSeconds seconds,
    int transactions,
    GasUse gas) {}
