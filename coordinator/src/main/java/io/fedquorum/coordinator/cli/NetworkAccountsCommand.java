package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.chain.PermittedAccount;
import io.fedquorum.chain.PermittedAccount.Status;
import io.fedquorum.chain.web3j.AccountPermissions;
import io.fedquorum.chain.web3j.AccountPermissions.Administration;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fedq network accounts list|allow|deny}: who may send transactions. */
@Command(
    name = "accounts",
    description = "Which accounts may send, on a network with account permissioning.",
    mixinStandardHelpOptions = true)
final class NetworkAccountsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a sub-command of network accounts is missing: list, allow or deny");
  }

  @Command(name = "list", description = "All accounts.", mixinStandardHelpOptions = true)
  int list(@Mixin PermissionOptions network, @Mixin Output output) {
    try (Web3jChains node = network.connect()) {
      List<PermittedAccount> accounts = accounts(node.permissions());
      ArrayNode document = CanonicalJson.mapper().createArrayNode();
      accounts.forEach(account -> document.add(json(account)));
      StringBuilder text = new StringBuilder(line("ADDRESS", "ROLE", "STATUS"));
      accounts.forEach(
          a -> text.append('\n').append(line(a.address().value(), a.role(), a.status().text())));
      output.print(document, text.toString());
    }
    return 0;
  }

  @Command(
      name = "allow",
      description = "Give accounts a role, so that they may send.",
      mixinStandardHelpOptions = true)
  int allow(
      @Mixin PermissionOptions network,
      @Mixin Output output,
      @Option(
              names = "--role",
              defaultValue = "MEMBER",
              description =
                  "MEMBER pays and calls, COORDINATOR creates contracts too, ADMIN changes this"
                      + " list (default: ${DEFAULT-VALUE}).")
          String role,
      @Parameters(paramLabel = "ADDRESS", arity = "1..*") List<String> addresses) {
    List<Address> accounts = addresses.stream().map(Address::of).toList();
    try (Web3jChains node = network.connect()) {
      AccountPermissions permissions = node.permissions();
      List<PermittedAccount> known = accounts(permissions);
      Administration by = network.administration();
      for (Address account : accounts) {
        if (isSuspended(known, account, role)) {
          permissions.activate(by, account);
        } else {
          permissions.assign(by, account, role);
        }
        report(output, account, true, "%s may send, as %s".formatted(account, role));
      }
    }
    return 0;
  }

  @Command(
      name = "deny",
      description = "Suspend accounts: they may not send until they are allowed again.",
      mixinStandardHelpOptions = true)
  int deny(
      @Mixin PermissionOptions network,
      @Mixin Output output,
      @Parameters(paramLabel = "ADDRESS", arity = "1..*") List<String> addresses) {
    List<Address> accounts = addresses.stream().map(Address::of).toList();
    try (Web3jChains node = network.connect()) {
      AccountPermissions permissions = node.permissions();
      accounts(permissions);
      Administration by = network.administration();
      for (Address account : accounts) {
        permissions.suspend(by, account);
        report(output, account, false, account + " may not send");
      }
    }
    return 0;
  }

  private static List<PermittedAccount> accounts(AccountPermissions permissions) {
    Optional<List<PermittedAccount>> accounts = permissions.accounts();
    return accounts.orElseThrow(PermissionOptions::notPermissioned);
  }

  private static boolean isSuspended(List<PermittedAccount> known, Address account, String role) {
    return known.stream()
        .filter(a -> a.address().equals(account) && a.role().equals(role))
        .anyMatch(a -> a.status() == Status.SUSPENDED);
  }

  private static void report(Output output, Address account, boolean allowed, String line) {
    output.print(
        CanonicalJson.mapper()
            .createObjectNode()
            .put("address", account.value())
            .put("allowed", allowed),
        line);
  }

  private static ObjectNode json(PermittedAccount account) {
    return CanonicalJson.mapper()
        .createObjectNode()
        .put("address", account.address().value())
        .put("organisation", account.organisation())
        .put("role", account.role())
        .put("administrator", account.administrator())
        .put("status", account.status().text());
  }

  private static String line(String address, String role, String status) {
    return "%-42s  %-12s  %s".formatted(address, role, status);
  }
}
