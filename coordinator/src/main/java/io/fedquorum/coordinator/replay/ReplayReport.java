package io.fedquorum.coordinator.replay;

import io.fedquorum.protocol.Digest;

/**
 * What a replay found; there is none when it diverged.
 *
 * @param events events checked
 * @param rounds rounds computed again
 * @param jobs jobs trained again
 * @param wrongAccepted jobs whose accepted result is not what the data gives: 0 where the policy's
 *     bound is 0
 * @param model the last settled model
 * @param chainChecked whether a chain was compared too
 * @param complete whether the log ends with the training
 */
public record ReplayReport(
    int events,
    int rounds,
    int jobs,
    int wrongAccepted,
    Digest model,
    boolean chainChecked,
    boolean complete) {}
