package io.fedquorum.chain.web3j;

import io.fedquorum.chain.Chain;
import io.fedquorum.chain.Confirmations;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.chain.TransactionStore;
import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.chain.TransactionStore.Stored;
import io.fedquorum.chain.web3j.generated.JobRegistry;
import io.fedquorum.chain.web3j.generated.WorkerRegistry;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.ContractUtils;

/**
 * Deploys the two contracts and ties them together. The owner gets every role: it administers,
 * publishes and pauses. Its three transactions are intents like any other, so a deployment that was
 * interrupted goes on where it stopped, and a second one with the same store finds the first.
 */
public final class ContractDeployer {
  /** Intents of the three transactions. */
  static final String REGISTRY = "deploy/registry";

  static final String JOBS = "deploy/jobs";
  static final String WIRING = "deploy/wiring";

  private static final long GAS_CREATION = 8_000_000;
  private static final long GAS_WIRING = 300_000;

  /**
   * What a deployment fixes for good.
   *
   * @param minStake the least stake of an active worker, in wei, more than 0
   * @param cooldown between leaving and withdrawing, at most 90 days
   * @param approvalRequired whether workers must be on the allow-list
   */
  public record Terms(BigInteger minStake, Duration cooldown, boolean approvalRequired) {
    private static final Duration LONGEST = Duration.ofDays(90);

    public Terms {
      if (minStake.signum() <= 0) {
        throw new IllegalArgumentException("minStake '" + minStake + "' must be more than 0 wei");
      }
      if (cooldown.isNegative() || cooldown.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("cooldown '" + cooldown + "' must be 0 to 90 days");
      }
    }
  }

  private final Chain chain;
  private final Bindings bindings;
  private final AccountKey owner;
  private final TransactionStore store;

  ContractDeployer(Chain chain, Bindings bindings, AccountKey owner, TransactionStore store) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.bindings = Objects.requireNonNull(bindings, "bindings");
    this.owner = Objects.requireNonNull(owner, "owner");
    this.store = Objects.requireNonNull(store, "store");
  }

  /**
   * Deploys, and waits for each of the three transactions.
   *
   * @param terms ignored where an earlier deployment with the same store has used others
   * @param timeout for each transaction
   * @throws TransactionRefusedException when one is refused or reverted
   */
  public Contracts deploy(Terms terms, Duration timeout) {
    long chainId = chain.identity().chainId();
    Deployment deployment = new Deployment(chainId, timeout);
    Created registry = deployment.create(REGISTRY, registryCode(terms));
    Created jobs = deployment.create(JOBS, jobsCode(registry.address()));
    String wiring =
        bindings
            .registry(registry.address())
            .setJobRegistry(jobs.address().value())
            .encodeFunctionCall();
    deployment.confirm(
        WIRING,
        nonce ->
            Web3jTransactionSigner.signData(
                owner, chainId, nonce, registry.address(), wiring, GAS_WIRING));
    return new Contracts(registry.address(), jobs.address(), registry.block());
  }

  private record Created(Address address, long block) {}

  private final class Deployment {
    private final long chainId;
    private final Duration timeout;
    private final TransactionSender sender;

    Deployment(long chainId, Duration timeout) {
      this.chainId = chainId;
      this.timeout = timeout;
      // It signs no calls, only what it is handed below.
      Contracts none = new Contracts(owner.address(), owner.address(), 0);
      this.sender =
          new TransactionSender(
              chain,
              store,
              new Web3jTransactionSigner(owner, chainId, new CallEncoder(none, bindings)));
    }

    Created create(String intent, String code) {
      Receipt receipt =
          confirm(
              intent,
              nonce ->
                  Web3jTransactionSigner.signCreation(owner, chainId, nonce, code, GAS_CREATION));
      long nonce = store.find(intent).map(Stored::nonce).orElseThrow();
      String address =
          ContractUtils.generateContractAddress(owner.address().value(), Words.number(nonce));
      return new Created(Address.of(address), receipt.block());
    }

    Receipt confirm(String intent, LongFunction<Signed> sign) {
      sender.submit(intent, BigInteger.ZERO, sign);
      Receipt receipt = Confirmations.await(sender, intent, timeout);
      if (!receipt.succeeded()) {
        throw new TransactionRefusedException(
            "'%s' was reverted in block %d: %s; deploy with a fresh store"
                .formatted(intent, receipt.block(), receipt.revertReason()));
      }
      return receipt;
    }
  }

  private String registryCode(Terms terms) {
    return WorkerRegistry.BINARY
        + constructor(
            abi(owner.address()),
            abi(owner.address()),
            new Uint256(terms.minStake()),
            new Uint256(terms.cooldown().toSeconds()),
            new Bool(terms.approvalRequired()));
  }

  private String jobsCode(Address registry) {
    return JobRegistry.BINARY
        + constructor(
            abi(owner.address()), abi(owner.address()), abi(owner.address()), abi(registry));
  }

  private static Type<?> abi(Address address) {
    return new org.web3j.abi.datatypes.Address(address.value());
  }

  @SuppressWarnings("rawtypes")
  private static String constructor(Type... arguments) {
    return FunctionEncoder.encodeConstructor(List.of(arguments));
  }
}
