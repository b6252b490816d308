package io.fedquorum.coordinator.demo;

import io.fedquorum.coordinator.history.TrainingHistory;
import io.fedquorum.coordinator.replay.ReplayReport;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * What a demonstration brought.
 *
 * @param training the coordinator's id
 * @param network what it ran on
 * @param history all facts, added up
 * @param design the assignment design that was drawn with
 * @param workers who took part
 * @param stakes what is left of each stake, in wei
 * @param replay what replay found
 * @param replaySeconds how long it took
 * @param measurements times and memory
 */
record DemoResult(
    String training,
    RunningNetwork network,
    TrainingHistory history,
    String design,
    List<DemoWorker> workers,
    Map<Address, BigInteger> stakes,
    ReplayReport replay,
    double replaySeconds,
    Measurements measurements) {}
