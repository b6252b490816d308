package io.fedquorum.coordinator.cli;

import io.fedquorum.network.status.NetworkStatus;
import io.fedquorum.network.status.NetworkStatus.BlockSeals;
import io.fedquorum.network.status.NetworkStatus.NodeState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A network's status for people. */
final class StatusText {
  private StatusText() {}

  static String of(NetworkStatus status) {
    List<String> lines = new ArrayList<>();
    lines.add(line("kind", status.kind().text()));
    lines.add(line("state", status.state().name().toLowerCase(Locale.ROOT)));
    if (!status.reason().isEmpty()) {
      lines.add(line("reason", status.reason()));
    }
    lines.add(line("client", status.clientVersion().isEmpty() ? "-" : status.clientVersion()));
    lines.add(line("consensus", status.consensus().text() + ", chain " + status.chainId()));
    lines.add(
        line(
            "block",
            "%s, %s s ago".formatted(text(status.block()), text(status.secondsSinceBlock()))));
    lines.add(
        line(
            "validators",
            "%d, signatures needed %d"
                .formatted(status.validators().size(), status.signersNeeded())));
    status.lastSeals().forEach(seals -> lines.add(line("", seals(seals))));
    lines.add(
        line(
            "permissioning",
            "nodes: %s (%d listed), accounts: %s"
                .formatted(
                    status.permissioning().nodes(),
                    status.permissioning().listed(),
                    status.permissioning().accounts())));
    status.nodes().forEach(node -> lines.add(line(node.name(), node(node))));
    status
        .funded()
        .forEach(funds -> lines.add(line("funded", funds.address() + " " + ether(funds))));
    return String.join("\n", lines);
  }

  private static String line(String name, String value) {
    return "%-14s %s".formatted(name, value);
  }

  private static String seals(BlockSeals seals) {
    return "block %d sealed by %d, proposed by %s"
        .formatted(seals.block(), seals.signers().size(), seals.proposer());
  }

  private static String node(NodeState node) {
    return "%s, block %s, peers %s, %s%s"
        .formatted(
            node.running() ? "running" : "stopped",
            text(node.block()),
            text(node.peers()),
            node.rpcUrl(),
            node.address().map(a -> ", " + a).orElse(""));
  }

  private static String ether(NetworkStatus.Funds funds) {
    return new BigDecimal(funds.wei()).movePointLeft(18).stripTrailingZeros().toPlainString()
        + " ether";
  }

  private static String text(Optional<Long> number) {
    return number.map(Object::toString).orElse("-");
  }
}
