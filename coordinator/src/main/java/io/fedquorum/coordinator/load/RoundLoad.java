package io.fedquorum.coordinator.load;

/**
 * What a round cost; seconds are between events of the log, by the coordinator's clock.
 *
 * @param round from 1
 * @param assignSeconds from the opening to the assignment
 * @param commitSeconds from the assignment to the end of the commit window: fetch, answer, commit
 * @param revealSeconds from there to the last reveal
 * @param judgeSeconds from the last reveal to the settlement: uploads, verdicts, average, test
 * @param totalSeconds from the opening to the settlement
 * @param correct replicas judged correct
 * @param missing replicas without an answer
 * @param paidSeconds from the settlement to the last payout, which the next round does not wait for
 * @param coordinatorKib resident memory of the coordinator's process when the round was settled
 * @param fleetKib resident memory of the simulated workers' process then
 */
public record RoundLoad(
    int round,
    double assignSeconds,
    double commitSeconds,
    double revealSeconds,
    double judgeSeconds,
    double totalSeconds,
    int correct,
    int missing,
    double paidSeconds,
    long coordinatorKib,
    long fleetKib) {}
