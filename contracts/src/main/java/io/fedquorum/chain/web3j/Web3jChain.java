package io.fedquorum.chain.web3j;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.NonceUsedException;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Seals;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/** The chain over one node's JSON-RPC. */
final class Web3jChain implements Chain {
  private final Rpc rpc;
  private final int maximumRange;
  private final Receipts receipts;
  private final Registry registry;
  private final BftSeals seals;

  Web3jChain(Rpc rpc, int maximumRange) {
    this.rpc = Objects.requireNonNull(rpc, "rpc");
    this.maximumRange = maximumRange;
    StateReader state = new StateReader(rpc);
    this.receipts = new Receipts(rpc, state);
    this.registry = new Registry(state, new Bindings(rpc.quorum()));
    this.seals = new BftSeals(rpc);
  }

  @Override
  public ChainIdentity identity() {
    return rpc.decoded("an identity", this::readIdentity);
  }

  private ChainIdentity readIdentity() {
    String version = rpc.read(rpc.quorum().web3ClientVersion()).getWeb3ClientVersion();
    long chainId = rpc.read(rpc.quorum().ethChainId()).getChainId().longValueExact();
    return new ChainIdentity(kind(version), version, chainId);
  }

  /**
   * GoQuorum says {@code Geth/…(quorum-v24.4.1)/…}, Besu {@code besu/…}, and the development chains
   * {@code anvil/…}, {@code HardhatNetwork/…}, {@code Ganache/…} or {@code EthereumJS TestRPC/…}.
   */
  static ChainIdentity.Kind kind(String clientVersion) {
    String version = clientVersion.toLowerCase(Locale.ROOT);
    if (version.contains("(quorum-v") || version.contains("-quorum")) {
      return ChainIdentity.Kind.GOQUORUM;
    } else if (version.startsWith("besu/")) {
      return ChainIdentity.Kind.BESU;
    } else if (Stream.of("anvil", "hardhat", "ganache", "testrpc").anyMatch(version::contains)) {
      return ChainIdentity.Kind.DEVELOPMENT;
    }
    return ChainIdentity.Kind.OTHER;
  }

  @Override
  public Block head() {
    return block(DefaultBlockParameterName.LATEST)
        .orElseThrow(
            () -> new ChainUnavailableException("node " + rpc.name() + " has no block yet"));
  }

  @Override
  public Optional<Block> block(long number) {
    return block(DefaultBlockParameter.valueOf(Words.number(number)));
  }

  private Optional<Block> block(DefaultBlockParameter which) {
    return rpc.decoded("a block", () -> readBlock(which));
  }

  private Optional<Block> readBlock(DefaultBlockParameter which) {
    EthBlock.Block block = rpc.read(rpc.quorum().ethGetBlockByNumber(which, false)).getBlock();
    return Optional.ofNullable(block)
        .map(
            b ->
                new Block(
                    b.getNumber().longValueExact(),
                    Words.bytes32(b.getHash()),
                    Words.bytes32(b.getParentHash()),
                    b.getTimestamp().longValueExact()));
  }

  @Override
  public BigInteger balance(Address account) {
    var request = rpc.quorum().ethGetBalance(account.value(), DefaultBlockParameterName.LATEST);
    return rpc.decoded("a balance", () -> rpc.read(request).getBalance());
  }

  @Override
  public long minedNonce(Address account) {
    var request =
        rpc.quorum().ethGetTransactionCount(account.value(), DefaultBlockParameterName.LATEST);
    return rpc.decoded("a nonce", () -> rpc.read(request).getTransactionCount().longValueExact());
  }

  @Override
  public Optional<WorkerRecord> worker(Contracts contracts, Address worker) {
    return rpc.decoded("a worker", () -> registry.worker(contracts, worker));
  }

  @Override
  public List<WorkerRecord> workers(Contracts contracts, long block) {
    DefaultBlockParameter at = DefaultBlockParameter.valueOf(Words.number(block));
    return rpc.decoded("workers", () -> registry.workers(contracts, at));
  }

  @Override
  public BigInteger minimumStake(Contracts contracts) {
    return rpc.decoded("a stake", () -> registry.minimumStake(contracts));
  }

  @Override
  public long cooldownSeconds(Contracts contracts) {
    return rpc.decoded("a cool-down", () -> registry.cooldown(contracts).longValueExact());
  }

  @Override
  public List<ContractEvent> events(Contracts contracts, long fromBlock, long toBlock) {
    if (fromBlock < 0 || toBlock < fromBlock || toBlock - fromBlock >= maximumRange) {
      throw new IllegalArgumentException(
          "range '%d..%d' must hold 1 to %d blocks".formatted(fromBlock, toBlock, maximumRange));
    }
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(Words.number(fromBlock)),
            DefaultBlockParameter.valueOf(Words.number(toBlock)),
            List.of(contracts.registry().value(), contracts.jobs().value()));
    return rpc.decoded("events", () -> readEvents(contracts, filter));
  }

  private List<ContractEvent> readEvents(Contracts contracts, EthFilter filter) {
    return rpc.read(rpc.quorum().ethGetLogs(filter)).getLogs().stream()
        .map(result -> ((EthLog.LogObject) result).get())
        .filter(log -> !log.isRemoved())
        .sorted(Comparator.comparing(Log::getBlockNumber).thenComparing(Log::getLogIndex))
        .flatMap(log -> EventDecoder.decode(contracts, log).stream())
        .toList();
  }

  @Override
  public Optional<Receipt> receipt(Bytes32 transaction) {
    return rpc.decoded("a receipt", () -> receipts.find(transaction));
  }

  @Override
  public void send(byte[] signedTransaction) {
    var answer =
        rpc.ask(rpc.quorum().ethSendRawTransaction(Numeric.toHexString(signedTransaction)));
    if (answer.hasError()) {
      explain(answer.getError().getCode(), String.valueOf(answer.getError().getMessage()));
    }
  }

  private void explain(int code, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (Stream.of("already known", "known transaction", "already imported")
        .anyMatch(lower::contains)) {
      return;
    }
    String text =
        "node %s does not take the transaction: %s (error %d)".formatted(rpc.name(), message, code);
    if (lower.contains("nonce too low") || lower.contains("nonce is too low")) {
      throw new NonceUsedException(text);
    } else if (lower.contains("txpool is full") || lower.contains("transaction pool is full")) {
      throw new ChainUnavailableException(text);
    }
    throw new TransactionRefusedException(text);
  }

  @Override
  public Optional<Seals> seals(Bytes32 blockHash) {
    return rpc.decoded("seals", () -> seals.of(blockHash));
  }

  @Override
  public Optional<Address> signer(Bytes32 hash, byte[] signature) {
    return Signatures.signer(hash, signature);
  }

  Rpc rpc() {
    return rpc;
  }

  @Override
  public void close() {
    rpc.close();
  }
}
