package io.fedquorum.network;

import io.fedquorum.network.docker.DockerNodes;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to bring up.
 *
 * @param kind what runs the chain; empty: the best there is on this machine
 * @param declaration the network; empty: the one of the directory, else {@code
 *     quorum-network/network.json}
 * @param directory where its files are, or will be
 * @param home FedQuorum's quorum-network directory
 * @param containers for {@link NetworkKind#DOCKER}: {@code goquorum} or {@code besu}
 * @param seed for tests: the same seed gives the same keys and genesis block
 */
public record NetworkOptions(
    Optional<NetworkKind> kind,
    Optional<Declaration> declaration,
    Path directory,
    Path home,
    String containers,
    Optional<String> seed) {
  public NetworkOptions {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(declaration, "declaration");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(home, "home");
    Objects.requireNonNull(seed, "seed");
    if (!List.of(DockerNodes.GOQUORUM, DockerNodes.BESU).contains(containers)) {
      throw new NetworkException(
          Reason.BAD_INPUT, "containers '" + containers + "' must be goquorum or besu");
    }
  }

  /** The best kind of this machine, as the directory or {@code network.json} declares it. */
  public static NetworkOptions of(Path directory, Path home) {
    return new NetworkOptions(
        Optional.empty(),
        Optional.empty(),
        directory,
        home,
        DockerNodes.GOQUORUM,
        Optional.empty());
  }

  /** The same of a given kind. */
  public NetworkOptions withKind(NetworkKind wanted) {
    return new NetworkOptions(Optional.of(wanted), declaration, directory, home, containers, seed);
  }

  /** The same as declared here. */
  public NetworkOptions withDeclaration(Declaration wanted) {
    return new NetworkOptions(kind, Optional.of(wanted), directory, home, containers, seed);
  }

  /** The same with keys from a seed. */
  public NetworkOptions withSeed(String wanted) {
    return new NetworkOptions(kind, declaration, directory, home, containers, Optional.of(wanted));
  }
}
