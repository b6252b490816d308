package io.fedquorum.chain.web3j;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Confirmations;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.InMemoryTransactionStore;
import io.fedquorum.chain.PermittedAccount;
import io.fedquorum.chain.PermittedAccount.Status;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint16;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.quorum.methods.response.permissioning.PermissionAccountInfo;

/**
 * GoQuorum's account permissioning, model v2. What is known is asked of the node ({@code
 * quorumPermission_*}); changes are transactions to the permission contract, signed here: the
 * node's own calls for them want the administrator's key inside the node.
 */
public final class AccountPermissions {
  private static final long GAS = 2_000_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final BigInteger TAKE_AWAY = BigInteger.ONE;
  private static final BigInteger GIVE_BACK = BigInteger.TWO;

  /**
   * Where changes go, and for whom.
   *
   * @param contract the interface contract of {@code permission-config.json}
   * @param organisation whose accounts and nodes they are
   * @param administrator signs
   */
  public record Administration(Address contract, String organisation, KeySigner administrator) {
    public Administration {
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(organisation, "organisation");
      Objects.requireNonNull(administrator, "administrator");
    }
  }

  /**
   * A node as its peers know it.
   *
   * @param enodeId its public key, 128 hexadecimal digits
   * @param host its IP address
   * @param port where it listens for peers
   */
  public record Peer(String enodeId, String host, int port) {
    public Peer {
      Objects.requireNonNull(enodeId, "enodeId");
      Objects.requireNonNull(host, "host");
    }
  }

  private final Rpc rpc;
  private final Web3jChain chain;

  AccountPermissions(Rpc rpc, Web3jChain chain) {
    this.rpc = Objects.requireNonNull(rpc, "rpc");
    this.chain = Objects.requireNonNull(chain, "chain");
  }

  /**
   * The accounts that the node knows, in address order.
   *
   * @return empty on a network without account permissioning, or where the node does not serve the
   *     interface {@code quorumPermission}
   */
  public Optional<List<PermittedAccount>> accounts() {
    var answer = rpc.ask(rpc.quorum().quorumPermissionGetAccountList());
    if (answer.hasError() && BftSeals.isUnknown(answer.getError())) {
      return Optional.empty();
    }
    if (answer.hasError()) {
      throw new ChainUnavailableException(
          "node %s does not tell its accounts: %s"
              .formatted(rpc.name(), answer.getError().getMessage()));
    }
    List<PermissionAccountInfo> all = answer.getPermissionAccountList();
    return Optional.of(
        (all == null ? List.<PermissionAccountInfo>of() : all)
            .stream()
                .map(AccountPermissions::account)
                .sorted(Comparator.comparing(PermittedAccount::address))
                .toList());
  }

  /** Gives an account a role and makes it active; waits until that is mined. */
  public void assign(Administration by, Address account, String role) {
    send(by, "assignAccountRole", abi(account), text(by.organisation()), text(role));
  }

  /** Makes a suspended account active again; waits until that is mined. */
  public void activate(Administration by, Address account) {
    status(by, account, GIVE_BACK);
  }

  /** Suspends an account; waits until that is mined. */
  public void suspend(Administration by, Address account) {
    status(by, account, TAKE_AWAY);
  }

  /** Lists a node; waits until that is mined. */
  public void addNode(Administration by, Peer node) {
    send(
        by,
        "addNode",
        text(by.organisation()),
        text(node.enodeId()),
        text(node.host()),
        new Uint16(node.port()),
        new Uint16(0));
  }

  /** Takes a node off the list; waits until that is mined. */
  public void removeNode(Administration by, Peer node) {
    send(
        by,
        "updateNodeStatus",
        text(by.organisation()),
        text(node.enodeId()),
        text(node.host()),
        new Uint16(node.port()),
        new Uint16(0),
        new Uint256(TAKE_AWAY));
  }

  private void status(Administration by, Address account, BigInteger action) {
    send(by, "updateAccountStatus", text(by.organisation()), abi(account), new Uint256(action));
  }

  @SuppressWarnings("rawtypes")
  private void send(Administration by, String function, Type... arguments) {
    String data =
        FunctionEncoder.encode(new Function(function, List.<Type>of(arguments), List.of()));
    long chainId = chain.identity().chainId();
    KeySigner key = by.administrator();
    Contracts none = new Contracts(key.address(), key.address(), 0);
    TransactionSender sender =
        new TransactionSender(
            chain,
            new InMemoryTransactionStore(),
            new Web3jTransactionSigner(
                key, chainId, new CallEncoder(none, new Bindings(rpc.quorum()))));
    sender.submit(
        function,
        BigInteger.ZERO,
        nonce -> Web3jTransactionSigner.signData(key, chainId, nonce, by.contract(), data, GAS));
    Receipt receipt = Confirmations.await(sender, function, LIMIT);
    if (!receipt.succeeded()) {
      throw new TransactionRefusedException(
          "the permission contract %s refuses '%s' of %s: %s"
              .formatted(by.contract(), function, key.address(), receipt.revertReason()));
    }
  }

  private static PermittedAccount account(PermissionAccountInfo info) {
    return new PermittedAccount(
        Address.of(info.getAcctId()),
        info.getOrgId(),
        info.getRoleId(),
        info.isOrgAdmin(),
        Status.of(info.getStatus()));
  }

  private static Utf8String text(String text) {
    return new Utf8String(text);
  }

  private static org.web3j.abi.datatypes.Address abi(Address address) {
    return new org.web3j.abi.datatypes.Address(address.value());
  }
}
