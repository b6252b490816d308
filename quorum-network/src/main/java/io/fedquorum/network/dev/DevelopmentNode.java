package io.fedquorum.network.dev;

import io.fedquorum.network.genesis.OperatorAccount;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.plan.NativeRunner;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.plan.NodePlan;
import java.nio.file.Path;
import java.util.Optional;

/** The development chain as the only node of a network directory, kept from start to start. */
public final class DevelopmentNode extends NativeRunner {
  /** The node of a network directory. */
  public DevelopmentNode(NetworkPlan plan, Path directory) {
    super(plan, directory);
  }

  @Override
  public void start(NodePlan node) {
    if (isRunning(node)) {
      return;
    }
    OperatorAccount operator =
        OperatorAccount.find(directory())
            .orElseThrow(
                () ->
                    new NetworkException(
                        Reason.FOREIGN_DIRECTORY,
                        "directory '" + directory() + "' has lost its operator's key"));
    DevelopmentChain.Options options =
        new DevelopmentChain.Options(
            Path.of(plan().program()),
            node.directory(directory()),
            operator.address(),
            plan().network().operatorWei(),
            Optional.of(plan().network().period()),
            plan().network().chainId(),
            node.rpcPort(),
            true);
    DevelopmentChain chain = DevelopmentChain.start(options).detach();
    chain.process().save(node.directory(directory()));
  }
}
