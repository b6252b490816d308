package io.fedquorum.network;

import io.fedquorum.network.docker.DockerEngine;
import io.fedquorum.network.docker.DockerNodes;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.Ports;
import io.fedquorum.network.plan.Accounts;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.quorum.QuorumBinary;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Settles what the options leave open: kind, program, consensus, ports. */
final class NetworkPlanner {
  static final String DEVELOPMENT_NOTICE =
      "no GoQuorum geth (FEDQ_GETH, PATH) and no Docker engine here: a development chain (Anvil) is"
          + " used, which has no permissioning, no consensus and no finality";

  private static final int PORT_TRIES = 200;

  private final Map<String, String> environment;
  private final Consumer<String> notice;

  NetworkPlanner(Map<String, String> environment, Consumer<String> notice) {
    this.environment = Map.copyOf(environment);
    this.notice = Objects.requireNonNull(notice, "notice");
  }

  /** The plan of a new network. */
  NetworkPlan plan(NetworkOptions options, Declaration declared) {
    NetworkKind kind = options.kind().orElseGet(this::best);
    return switch (kind) {
      case GOQUORUM -> goQuorum(declared);
      case DOCKER -> docker(options, declared);
      case DEV -> development(options, declared);
    };
  }

  private NetworkKind best() {
    if (findGoQuorum().isPresent()) {
      return NetworkKind.GOQUORUM;
    }
    if (DockerEngine.find().isPresent()) {
      return NetworkKind.DOCKER;
    }
    notice.accept(DEVELOPMENT_NOTICE);
    return NetworkKind.DEV;
  }

  private Optional<QuorumBinary> findGoQuorum() {
    return QuorumBinary.find(Optional.ofNullable(environment.get(QuorumBinary.VARIABLE)));
  }

  private NetworkPlan goQuorum(Declaration declared) {
    QuorumBinary binary =
        findGoQuorum()
            .orElseThrow(
                () ->
                    new NetworkException(
                        Reason.MISSING_PROGRAM,
                        "no GoQuorum geth: name one with "
                            + QuorumBinary.VARIABLE
                            + " or put it on PATH; plain geth is not taken"));
    Declaration settled = settle(declared, binary.consensus(declared.consensus()));
    return NetworkPlan.of(NetworkKind.GOQUORUM, binary.path().toString(), settled);
  }

  private static NetworkPlan docker(NetworkOptions options, Declaration declared) {
    DockerEngine.require();
    Consensus wanted = declared.consensus();
    boolean ibft = wanted == Consensus.IBFT && options.containers().equals(DockerNodes.GOQUORUM);
    if (!ibft && wanted != Consensus.AUTO && wanted != Consensus.QBFT) {
      throw new NetworkException(
          Reason.BAD_INPUT,
          "consensus '%s' must be auto or qbft for containers of %s"
              .formatted(wanted.text(), options.containers()));
    }
    if (options.containers().equals(DockerNodes.BESU)) {
      requireOpenAccounts(declared, "in containers of besu");
    }
    Declaration settled = settle(declared, ibft ? Consensus.IBFT : Consensus.QBFT);
    return NetworkPlan.of(NetworkKind.DOCKER, options.containers(), settled);
  }

  private static NetworkPlan development(NetworkOptions options, Declaration declared) {
    if (declared.consensus() == Consensus.QBFT || declared.consensus() == Consensus.IBFT) {
      throw new NetworkException(
          Reason.BAD_INPUT,
          "consensus '%s' must be auto or none on a development chain"
              .formatted(declared.consensus().text()));
    }
    requireOpenAccounts(declared, "on a development chain");
    Declaration one = declared.withNodes(1, 0).withConsensus(Consensus.NONE);
    return NetworkPlan.of(
        NetworkKind.DEV,
        options.home().toAbsolutePath().toString(),
        declared.basePort() == 0 ? one.withBasePort(Ports.free()) : one);
  }

  private static void requireOpenAccounts(Declaration declared, String where) {
    if (declared.accounts() != Accounts.OPEN) {
      throw new NetworkException(
          Reason.BAD_INPUT,
          "accounts '%s' must be open %s: only GoQuorum reads the permission contract"
              .formatted(declared.accounts().text(), where));
    }
  }

  private static Declaration settle(Declaration declared, Consensus consensus) {
    declared.periodSeconds();
    Declaration settled = declared.withConsensus(consensus);
    return declared.basePort() == 0 ? settled.withBasePort(freeBase(settled)) : settled;
  }

  /** A base from which all ports are free now. */
  private static int freeBase(Declaration network) {
    int nodes = network.validators() + network.members();
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 31_000))
        .limit(PORT_TRIES)
        .filter(base -> allFree(base, nodes) && allFree(base + NetworkPlan.P2P_OFFSET, nodes))
        .findFirst()
        .orElseThrow(
            () ->
                new NetworkException(
                    Reason.PORT_TAKEN, "no row of %d free ports was found".formatted(nodes)));
  }

  private static boolean allFree(int first, int count) {
    return IntStream.range(first, first + count).noneMatch(Ports::taken);
  }
}
