package io.fedquorum.coordinator.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fedquorum.protocol.Digest;
import java.math.BigDecimal;

/**
 * A training, for lists and for a look at one.
 *
 * @param id the coordinator's id
 * @param onChainId the id on the job registry, null before it is created there
 * @param name as the operator named it
 * @param status {@code funding}, {@code running}, {@code paused}, {@code closing}, {@code
 *     refunding}, {@code completed}, {@code cancelled} or {@code failed}
 * @param phase where the round in hand stands
 * @param round the round in hand, or the last
 * @param rounds how many rounds there will be
 * @param accuracy of the last evaluated model
 * @param replicationFactor answers that workers computed, a job: 1 is no redundancy
 * @param model digest of the last settled model
 * @param error why it failed
 * @param waiting what a running training waits for, when that is known
 * @param createdAt RFC 3339, UTC
 * @param spec what was asked for
 */
public record TrainingView(
    String id,
    Long onChainId,
    String name,
    String status,
    String phase,
    int round,
    int rounds,
    BigDecimal accuracy,
    BigDecimal replicationFactor,
    Digest model,
    String error,
    String waiting,
    String createdAt,
    @JsonRawValue String spec) {}
