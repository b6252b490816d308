package io.fedquorum.network.quorum;

import io.fedquorum.network.plan.Accounts;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NodePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Command lines of {@code geth}, which differ between GoQuorum 21 (geth 1.9.7) and 24 (1.10.3).
 *
 * @param program the executable
 * @param modern whether it takes the flags of 22 and newer
 * @param network what it runs
 */
public record QuorumCommand(String program, boolean modern, Declaration network) {
  private static final String APIS = "eth,net,web3,istanbul,txpool";

  /**
   * Where a node listens, and where its files are.
   *
   * @param dataDirectory with {@code nodekey}, {@code static-nodes.json} and {@code
   *     permissioned-nodes.json} in its root
   * @param httpHost the interface of JSON-RPC
   * @param httpPort the port of JSON-RPC
   * @param peerFlags how it listens for peers
   */
  public record Place(String dataDirectory, String httpHost, int httpPort, List<String> peerFlags) {
    public Place {
      Objects.requireNonNull(dataDirectory, "dataDirectory");
      Objects.requireNonNull(httpHost, "httpHost");
      peerFlags = List.copyOf(peerFlags);
    }
  }

  public QuorumCommand {
    Objects.requireNonNull(program, "program");
    Objects.requireNonNull(network, "network");
  }

  /** No private transaction manager: version 21 asks for the variable, 24 takes it. */
  public static Map<String, String> environment() {
    return Map.of("PRIVATE_CONFIG", "ignore");
  }

  /** Makes a node's first block. */
  public List<String> init(String dataDirectory, String genesis) {
    return List.of(program, "--datadir", dataDirectory, "init", genesis);
  }

  /** Runs a node. */
  public List<String> run(NodePlan node, Place place) {
    List<String> all = new ArrayList<>(List.of(program, "--datadir", place.dataDirectory()));
    all.addAll(List.of("--nodekey", place.dataDirectory() + "/nodekey"));
    all.addAll(List.of("--identity", node.name(), "--ipcdisable"));
    all.addAll(List.of("--permissioned", "--nodiscover", "--nat", "none"));
    all.addAll(place.peerFlags());
    all.addAll(List.of("--networkid", Long.toString(network.chainId()), "--syncmode", "full"));
    // Every state is kept: the registry is read as of earlier blocks.
    all.addAll(List.of("--gcmode", "archive", "--cache", "64", "--verbosity", "2"));
    all.addAll(http(place));
    // Members too: one that is voted in seals from then on, and before that it has no say.
    all.addAll(List.of("--mine", "--miner.threads", "1", "--miner.gasprice", "0"));
    if (network.consensus() == Consensus.IBFT) {
      // QBFT reads both from the genesis block.
      all.addAll(List.of("--istanbul.blockperiod", Integer.toString(network.periodSeconds())));
      all.addAll(List.of("--istanbul.requesttimeout", "4000"));
    }
    return all;
  }

  private String interfaces() {
    return network.accounts() == Accounts.PERMISSIONED ? APIS + ",quorumPermission" : APIS;
  }

  private List<String> http(Place place) {
    String port = Integer.toString(place.httpPort());
    if (modern) {
      List<String> where = List.of("--http.addr", place.httpHost(), "--http.port", port);
      return concat(List.of("--http", "--http.api", interfaces()), where);
    }
    // It looks for hardware wallets every second unless told not to.
    List<String> where = List.of("--rpcaddr", place.httpHost(), "--rpcport", port);
    return concat(List.of("--nousb", "--rpc", "--rpcapi", interfaces()), where);
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
