package io.fedquorum.coordinator.attack;

import java.math.BigDecimal;
import java.util.Locale;

/** The outcome of the attack suite as a table for people. */
public final class AttackText {
  private static final int WEI_DIGITS = 18;

  private AttackText() {}

  /** The table, and the promise in one line. */
  public static String of(AttackReport report) {
    AttackOptions options = report.options();
    StringBuilder text = new StringBuilder();
    text.append(
        "%d workers, %d jobs, %d replicas, %s design, policy %s, %d rounds on %s; chain: %s%n"
            .formatted(
                options.workers(),
                options.jobs(),
                options.replicas(),
                options.design(),
                options.policy(),
                options.rounds(),
                report.dataset().name(),
                report.network().kind().name().toLowerCase(Locale.ROOT)));
    text.append(
        "simulated workers in one process, shared engine; every log replayed%n".formatted());
    text.append("final model without attack %s%n%n".formatted(report.attackFree()));
    text.append(
        "%-18s %4s %5s %5s  %-8s %-6s %17s %17s %10s%n"
            .formatted(
                "ATTACK",
                "EVIL",
                "BOUND",
                "WRONG",
                "CAUGHT",
                "DIGEST",
                "HONEST",
                "ATTACKERS",
                "RECOMPUTED"));
    report.cases().forEach(one -> text.append(line(one)));
    text.append(
        "%n(BOUND: wrong results that may be accepted; WRONG: that were; HONEST, ATTACKERS: ether paid / slashed)%n"
            .formatted());
    text.append(verdict(report));
    return text.toString();
  }

  private static String line(AttackCase one) {
    String broken = one.broken().isEmpty() ? "" : "  BROKEN: " + String.join("; ", one.broken());
    return "%-18s %4d %5d %5d  %-8s %-6s %17s %17s %10d%s%n"
        .formatted(
            one.attack(),
            one.evil(),
            one.bound(),
            one.wrongAccepted(),
            one.caught(),
            one.digestEqual() ? "equal" : "other",
            money(one.honest()),
            money(one.attackers()),
            one.recomputed(),
            broken);
  }

  private static String verdict(AttackReport report) {
    long broken = report.cases().stream().filter(one -> !one.broken().isEmpty()).count();
    return broken == 0
        ? "every promise was kept in %d trainings, in %.0f s"
            .formatted(report.cases().size(), report.seconds())
        : "BROKEN in %d of %d trainings".formatted(broken, report.cases().size());
  }

  private static String money(Tally tally) {
    return ether(tally.paidWei()) + " / " + ether(tally.slashedWei());
  }

  private static String ether(String wei) {
    BigDecimal ether = new BigDecimal(wei).movePointLeft(WEI_DIGITS).stripTrailingZeros();
    return ether.signum() == 0 ? "0" : ether.toPlainString();
  }
}
