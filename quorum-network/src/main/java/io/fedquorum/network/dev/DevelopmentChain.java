package io.fedquorum.network.dev;

import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.NodeProcess;
import io.fedquorum.network.node.Ports;
import io.fedquorum.network.node.Waiting;
import io.fedquorum.protocol.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One Anvil process, with GoQuorum's rules where it can have them: Istanbul EVM, gas price 0, chain
 * id 1337, block gas limit 700,000,000, empty blocks at a fixed period. {@link #close} ends it.
 */
public final class DevelopmentChain implements AutoCloseable {
  /** The usual EIP-155 chain id of private networks. */
  public static final long CHAIN_ID = 1337;

  /** GoQuorum's default minimum gas limit. */
  public static final long GAS_LIMIT = 700_000_000;

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  /**
   * How to start a development chain.
   *
   * @param home FedQuorum's quorum-network directory, see {@link NetworkHome}
   * @param directory for the log and, where wanted, the state; made when it is missing
   * @param funded who gets {@code balance}
   * @param balance in wei
   * @param blockPeriod from one block to the next, a fraction of a second too; empty: one block per
   *     transaction at once, and none without
   * @param chainId EIP-155 chain id
   * @param port on the loopback interface; 0: any that is free
   * @param persistent whether the chain goes on where it was when it is started again in this
   *     directory; written every few seconds and at the end
   */
  public record Options(
      Path home,
      Path directory,
      Address funded,
      BigInteger balance,
      Optional<Duration> blockPeriod,
      long chainId,
      int port,
      boolean persistent) {
    public Options {
      Objects.requireNonNull(home, "home");
      Objects.requireNonNull(directory, "directory");
      Objects.requireNonNull(funded, "funded");
      Objects.requireNonNull(balance, "balance");
      Objects.requireNonNull(blockPeriod, "blockPeriod");
    }

    /** For a test: a million ether, one block per transaction, any port, nothing kept. */
    public static Options instant(Path directory, Address funded) {
      BigInteger million = BigInteger.TEN.pow(24);
      return new Options(
          NetworkHome.find(), directory, funded, million, Optional.empty(), CHAIN_ID, 0, false);
    }

    /** The same with blocks at a fixed period. */
    public Options withBlockPeriod(Duration period) {
      return new Options(
          home, directory, funded, balance, Optional.of(period), chainId, port, persistent);
    }

    /** The same on a given port. */
    public Options withPort(int chosen) {
      return new Options(
          home, directory, funded, balance, blockPeriod, chainId, chosen, persistent);
    }

    /** The same, kept from one start to the next. */
    public Options withPersistence() {
      return new Options(home, directory, funded, balance, blockPeriod, chainId, port, true);
    }
  }

  private final NodeProcess process;
  private final String rpcUrl;
  private final Path log;
  private final Thread atExit = new Thread(this::stopProcess, "development-chain-stop");

  private DevelopmentChain(NodeProcess process, String rpcUrl, Path log) {
    this.process = process;
    this.rpcUrl = rpcUrl;
    this.log = log;
  }

  /**
   * Starts Anvil and waits until it answers and the account is funded.
   *
   * @throws NetworkException when Anvil cannot be had, the port is taken, or it ends at once
   */
  public static DevelopmentChain start(Options options) {
    Path anvil = AnvilBinary.locate(options.home());
    int port = options.port() == 0 ? Ports.free() : options.port();
    Ports.requireFree("development chain", port);
    Path log = options.directory().resolve(NodeProcess.LOG);
    createDirectories(options.directory());
    NodeProcess process = NodeProcess.start(command(anvil, port, options), Map.of(), log);
    DevelopmentChain chain = new DevelopmentChain(process, "http://127.0.0.1:" + port, log);
    Runtime.getRuntime().addShutdownHook(chain.atExit);
    try {
      chain.awaitAnswer(options.chainId());
      chain.fund(options.funded(), options.balance());
      return chain;
    } catch (RuntimeException e) {
      chain.close();
      throw e;
    }
  }

  /** Where the node answers. */
  public String rpcUrl() {
    return rpcUrl;
  }

  /** The process, for a process file. */
  public NodeProcess process() {
    return process;
  }

  /** What the node prints. */
  public Path log() {
    return log;
  }

  /** Lets the chain outlive this process; {@link #process} tells how to end it later. */
  public DevelopmentChain detach() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    return this;
  }

  @Override
  public void close() {
    stopProcess();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is ending: the hook runs, and finds nothing left to stop.
      return;
    }
  }

  private void stopProcess() {
    process.stop();
  }

  private static List<String> command(Path anvil, int port, Options options) {
    List<String> all = new ArrayList<>(List.of(anvil.toString(), "--hardfork", "istanbul"));
    all.addAll(List.of("--gas-price", "0", "--chain-id", Long.toString(options.chainId())));
    all.addAll(List.of("--gas-limit", Long.toString(GAS_LIMIT), "--order", "fifo"));
    all.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port), "--no-cors"));
    // No account whose key is published: only the operator's.
    all.addAll(List.of("--accounts", "0", "--color", "never"));
    options.blockPeriod().ifPresent(period -> all.addAll(List.of("--block-time", seconds(period))));
    if (options.persistent()) {
      all.addAll(List.of("--state", options.directory().resolve("anvil-state.json").toString()));
      all.addAll(List.of("--state-interval", "5", "--preserve-historical-states"));
    }
    return all;
  }

  private static String seconds(Duration period) {
    if (period.isNegative() || period.isZero()) {
      throw new NetworkException(
          Reason.BAD_INPUT, "block period '" + period + "' must be more than zero");
    }
    return Double.toString(period.toMillis() / 1000.0);
  }

  private void awaitAnswer(long chainId) {
    JsonRpc rpc = new JsonRpc(rpcUrl);
    boolean answers =
        Waiting.until(
            START_LIMIT, () -> !process.isRunning() || rpc.quantity("eth_chainId") == chainId);
    if (!answers || !process.isRunning()) {
      throw new NetworkException(
          Reason.START_FAILED, "the development chain did not start: see '" + log + "'");
    }
  }

  private void fund(Address account, BigInteger balance) {
    JsonRpc rpc = new JsonRpc(rpcUrl);
    // Anvil takes a genesis file or keeps its state, not both. A balance once given is not given
    // again, so that a restart leaves all accounts as they were.
    boolean fresh = rpc.quantity("eth_getTransactionCount", account.value(), "latest") == 0;
    String has = rpc.call("eth_getBalance", account.value(), "latest").asText();
    if (fresh && has.equals("0x0")) {
      rpc.call("anvil_setBalance", account.value(), "0x" + balance.toString(16));
    }
  }

  private static void createDirectories(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + directory + "' cannot be made", e);
    }
  }
}
