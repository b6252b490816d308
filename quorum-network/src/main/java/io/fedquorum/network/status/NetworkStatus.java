package io.fedquorum.network.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.plan.NodePlan;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A network as it is now.
 *
 * @param kind what runs the chain
 * @param state whether blocks come
 * @param reason why none come, in one line; empty when they do
 * @param clientVersion as the node says; empty when none answers
 * @param consensus how validators agree
 * @param chainId EIP-155 chain id
 * @param block the newest block; empty when no node answers
 * @param secondsSinceBlock by this machine's clock
 * @param validators the set of the newest block; empty on a development chain
 * @param signersNeeded ⌈2N/3⌉ of the N validators
 * @param lastSeals who sealed the last blocks, newest first
 * @param permissioning what is refused at the network's door
 * @param nodes each node
 * @param funded accounts of the genesis block
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NetworkStatus(
    NetworkKind kind,
    State state,
    String reason,
    String clientVersion,
    Consensus consensus,
    long chainId,
    Optional<Long> block,
    Optional<Long> secondsSinceBlock,
    List<Address> validators,
    int signersNeeded,
    List<BlockSeals> lastSeals,
    Permissioning permissioning,
    List<NodeState> nodes,
    List<Funds> funded) {

  /** Whether blocks come. */
  public enum State {
    /** Blocks come. */
    UP,
    /** Nodes run, and the last block is older than it should be. */
    WAITING,
    /** No node answers. */
    DOWN
  }

  /**
   * Who sealed a block.
   *
   * @param block its number
   * @param proposer who made it
   * @param signers whose committed seals it carries
   */
  public record BlockSeals(long block, Address proposer, List<Address> signers) {
    public BlockSeals {
      Objects.requireNonNull(proposer, "proposer");
      signers = List.copyOf(signers);
    }
  }

  /**
   * Permissioning of the network itself; workers have the registry's allow-list besides.
   *
   * @param nodes only listed nodes become peers: {@code file}, by each node's list; {@code
   *     contract}, by the permission contract; {@code none}
   * @param listed how many nodes are listed
   * @param accounts {@code contract}: accounts have roles; {@code none}
   */
  public record Permissioning(String nodes, int listed, String accounts) {
    public Permissioning {
      Objects.requireNonNull(nodes, "nodes");
      Objects.requireNonNull(accounts, "accounts");
    }
  }

  /**
   * One node.
   *
   * @param name its name
   * @param role what it does
   * @param running whether its process or container runs
   * @param rpcUrl where it answers
   * @param address what it seals with, when it is a validator; empty when it does not answer
   * @param block its newest block; empty when it does not answer
   * @param peers how many it has; empty when it does not answer
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record NodeState(
      String name,
      NodePlan.Role role,
      boolean running,
      String rpcUrl,
      Optional<Address> address,
      Optional<Long> block,
      Optional<Long> peers) {}

  /**
   * What an account holds.
   *
   * @param address the account
   * @param wei its balance
   */
  public record Funds(Address address, BigInteger wei) {}

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** One JSON document, for programs. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status has no JSON form", e);
    }
  }

  public NetworkStatus {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
    validators = List.copyOf(validators);
    lastSeals = List.copyOf(lastSeals);
    nodes = List.copyOf(nodes);
    funded = List.copyOf(funded);
  }
}
