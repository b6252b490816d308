package io.fedquorum.network.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.plan.NodePlan.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a network directory was made from, kept in it as {@code plan.json}. It holds no secret.
 *
 * @param format always {@link #FORMAT}
 * @param kind what runs the chain
 * @param program the executable of GoQuorum; {@code goquorum} or {@code besu} for containers;
 *     FedQuorum's quorum-network directory, which pins Anvil, for a development chain
 * @param network the declaration, with consensus and ports settled
 */
public record NetworkPlan(String format, NetworkKind kind, String program, Declaration network) {
  /** Marks our directories, and the version of their layout. */
  public static final String FORMAT = "fedquorum-network/1";

  /** Peer-to-peer ports begin this far above the RPC ports. */
  public static final int P2P_OFFSET = 1000;

  private static final String FILE = "plan.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public NetworkPlan {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(program, "program");
    Objects.requireNonNull(network, "network");
  }

  /** A plan of the present format. */
  public static NetworkPlan of(NetworkKind kind, String program, Declaration network) {
    return new NetworkPlan(FORMAT, kind, program, network);
  }

  /**
   * The plan of a directory.
   *
   * @return empty when the directory is missing or empty, or its network was not made to the end
   * @throws NetworkException when it holds something else
   */
  public static Optional<NetworkPlan> load(Path directory) {
    Path file = directory.resolve(FILE);
    if (isBare(directory) || Unfinished.is(directory)) {
      return Optional.empty();
    }
    try {
      NetworkPlan plan = JSON.readValue(file.toFile(), NetworkPlan.class);
      if (plan.format().equals(FORMAT)) {
        return Optional.of(plan);
      }
      throw foreign(directory);
    } catch (IOException e) {
      throw foreign(directory);
    }
  }

  /** Writes the plan. */
  public void save(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(FILE), JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + directory.resolve(FILE) + "' cannot be written", e);
    }
  }

  /** Whether this is what a declaration asks for, where it says more than "any". */
  public boolean fits(Declaration wanted) {
    Declaration settled = kind == NetworkKind.DEV ? wanted.withNodes(1, 0) : wanted;
    settled =
        wanted.consensus() == Consensus.AUTO ? settled.withConsensus(network.consensus()) : settled;
    settled = wanted.basePort() == 0 ? settled.withBasePort(network.basePort()) : settled;
    return settled.withBlockPeriod(network.blockPeriod()).equals(network)
        && wanted.blockPeriod().compareTo(network.blockPeriod()) == 0;
  }

  /** The nodes, validators first. */
  public List<NodePlan> nodes() {
    if (kind == NetworkKind.DEV) {
      return List.of(new NodePlan("dev", Role.DEVELOPMENT, network.basePort(), 0));
    }
    return Stream.concat(
            IntStream.rangeClosed(1, network.validators())
                .mapToObj(i -> node("validator-" + i, Role.VALIDATOR, i - 1)),
            IntStream.rangeClosed(1, network.members())
                .mapToObj(i -> node("member-" + i, Role.MEMBER, network.validators() + i - 1)))
        .toList();
  }

  /**
   * The node of a name.
   *
   * @throws NetworkException listing the names
   */
  public NodePlan node(String name) {
    return nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                NodePlan.unknown(
                    name, nodes().stream().map(NodePlan::name).collect(Collectors.joining(", "))));
  }

  private NodePlan node(String name, Role role, int index) {
    return new NodePlan(
        name, role, network.basePort() + index, network.basePort() + P2P_OFFSET + index);
  }

  /** Missing, or without anything but the lock that every command takes. */
  private static boolean isBare(Path directory) {
    if (!Files.exists(directory)) {
      return true;
    }
    try (Stream<Path> content = Files.list(directory)) {
      return content.allMatch(path -> path.getFileName().toString().equals(DirectoryLock.FILE));
    } catch (IOException e) {
      throw foreign(directory);
    }
  }

  private static NetworkException foreign(Path directory) {
    return new NetworkException(
        Reason.FOREIGN_DIRECTORY,
        "directory '%s' holds no FedQuorum network; name an empty or new one with --dir"
            .formatted(directory));
  }
}
