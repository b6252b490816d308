package io.fedquorum.network;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.Confirmations;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.InMemoryTransactionStore;
import io.fedquorum.chain.TransactionStore;
import io.fedquorum.chain.Transactions;
import io.fedquorum.chain.web3j.ContractDeployer;
import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Keccak;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A fresh deployment on a running chain, with a fresh owner, so that no test meets another's. */
final class ChainFixture implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final BigInteger ETHER = BigInteger.TEN.pow(18);
  static final BigInteger STAKE = ETHER.divide(BigInteger.TEN);
  static final Bytes32 PROFILE = word("profile");

  final Web3jChains node;
  final Chain chain;
  final KeySigner owner;
  final Contracts contracts;
  final Transactions publisher;
  private final KeySigner richAccount;

  ChainFixture(URI url, KeySigner richAccount) {
    this.node = Web3jChains.connect(url);
    this.chain = node.chain();
    this.richAccount = richAccount;
    this.owner = fundedAccount(BigInteger.valueOf(50));
    TransactionStore store = new InMemoryTransactionStore();
    this.contracts =
        node.deployer(owner, store)
            .deploy(new ContractDeployer.Terms(STAKE, Duration.ZERO, false), PATIENCE);
    this.publisher = node.sender(contracts, owner, store);
  }

  /** An account that joined. */
  KeySigner worker() {
    KeySigner worker = fundedAccount(BigInteger.ONE);
    confirm(sender(worker), new Call.Join(PROFILE, STAKE));
    return worker;
  }

  KeySigner fundedAccount(BigInteger ether) {
    KeySigner account = Keystores.ephemeral();
    Contracts none = new Contracts(account.address(), account.address(), 0);
    Transactions rich = node.sender(none, richAccount, new InMemoryTransactionStore());
    confirm(rich, new Call.Transfer(account.address(), ether.multiply(ETHER)));
    return account;
  }

  Transactions sender(KeySigner key) {
    return node.sender(contracts, key, new InMemoryTransactionStore());
  }

  /** Sends and waits; the call names the intent, no two calls of a test are alike. */
  void confirm(Transactions transactions, Call call) {
    Confirmations.confirm(transactions, call.toString(), call, PATIENCE);
  }

  /** Opens round 1 of training 1. */
  void open(Bytes32 seed) {
    confirm(
        publisher,
        new Call.OpenRound(1, 1, word("model 0"), word("jobs"), Keccak.hash(seed.bytes())));
  }

  static Bytes32 word(String text) {
    return Keccak.hash(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    node.close();
  }
}
