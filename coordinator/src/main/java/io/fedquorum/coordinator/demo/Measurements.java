package io.fedquorum.coordinator.demo;

/**
 * What the demonstration measured of itself.
 *
 * @param firstRoundOpenSeconds from the command to the first open round
 * @param totalSeconds of the whole command, replay included
 * @param coordinatorPeakKib peak resident memory of the coordinator's own process; 0 if unknown
 * @param coordinatorTreePeakKib the same with its children: trainer and embedded PostgreSQL
 * @param workerPeakKib the largest worker with its trainer
 */
record Measurements(
    double firstRoundOpenSeconds,
    double totalSeconds,
    long coordinatorPeakKib,
    long coordinatorTreePeakKib,
    long workerPeakKib) {}
