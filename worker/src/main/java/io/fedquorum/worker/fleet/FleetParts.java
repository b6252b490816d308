package io.fedquorum.worker.fleet;

import io.fedquorum.chain.Chain;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.protocol.DeploymentInfo;
import io.fedquorum.worker.artifact.Transport;
import io.fedquorum.worker.training.TrainingEngine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the workers of a fleet share.
 *
 * @param info the coordinator's deployment
 * @param node signs for each worker
 * @param chain the one view of the chain
 * @param transport to the coordinator
 * @param engine the one training engine
 * @param engineNote what lines say of it, such as {@code shared-engine}
 * @param flipped an engine on flipped labels, for those that ask
 * @param data each worker's journal is in a directory of its own below it
 * @param secretFile all keys come from its first line
 * @param out takes the lines of all workers
 */
public record FleetParts(
    DeploymentInfo info,
    Web3jChains node,
    Chain chain,
    Transport transport,
    TrainingEngine engine,
    String engineNote,
    Supplier<TrainingEngine> flipped,
    Path data,
    Path secretFile,
    PrintStream out) {
  public FleetParts {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(chain, "chain");
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(engineNote, "engineNote");
    Objects.requireNonNull(flipped, "flipped");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(secretFile, "secretFile");
    Objects.requireNonNull(out, "out");
  }
}
