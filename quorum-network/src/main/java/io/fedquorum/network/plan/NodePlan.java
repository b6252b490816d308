package io.fedquorum.network.plan;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One node of a network.
 *
 * @param name {@code validator-1}, {@code member-1}, {@code dev}
 * @param role what it does
 * @param rpcPort HTTP JSON-RPC on the loopback interface
 * @param p2pPort peer-to-peer on the loopback interface; 0 where there are no peers
 */
public record NodePlan(String name, Role role, int rpcPort, int p2pPort) {
  /** What a node does. */
  public enum Role {
    /** Seals blocks. */
    VALIDATOR,
    /** Follows the chain. */
    MEMBER,
    /** Is the whole chain. */
    DEVELOPMENT
  }

  public NodePlan {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
  }

  /** Where its JSON-RPC answers. */
  public String rpcUrl() {
    return "http://127.0.0.1:" + rpcPort;
  }

  /** Its directory inside the network's. */
  public Path directory(Path network) {
    return network.resolve("nodes").resolve(name);
  }

  /** The error of a name that is no node of a network. */
  static NetworkException unknown(String name, String allowed) {
    return new NetworkException(
        Reason.BAD_INPUT, "node '%s' must be one of %s".formatted(name, allowed));
  }
}
