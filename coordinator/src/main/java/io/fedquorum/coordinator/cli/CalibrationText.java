package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.calibration.CalibrationReport;
import io.fedquorum.coordinator.calibration.MeasuredProfile;
import io.fedquorum.coordinator.calibration.Proposal;
import io.fedquorum.coordinator.calibration.Spread;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A calibration for people. */
final class CalibrationText {
  private CalibrationText() {}

  static String of(CalibrationReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s on %s: %d jobs in each of %d rounds"
            .formatted(report.model(), report.dataset().name(), report.jobs(), report.rounds()));
    report.profiles().forEach(profile -> lines.add("  " + of(profile)));
    lines.add("");
    lines.add("%-44s %10s %10s".formatted("relative L2 distance", "least", "most"));
    lines.add("honest results of the same job");
    report.honest().forEach(pair -> lines.add(of(pair)));
    lines.add("wrong results, from the nearest honest one");
    report.wrong().forEach(kind -> lines.add(of(kind)));
    lines.add("");
    lines.add(verdict(report));
    return String.join("\n", lines);
  }

  private static String of(MeasuredProfile profile) {
    if (profile.fault() != null) {
      return "%-16s does not run here: %s".formatted(profile.pins(), profile.fault());
    }
    String twin = profile.sameBytesAs() == null ? "" : ", same bytes as " + profile.sameBytesAs();
    return "%-16s canary %s%s"
        .formatted(profile.pins(), profile.profile().canary().value().substring(0, 8), twin);
  }

  private static String of(Spread spread) {
    return "  %-42s %10s %10s"
        .formatted(spread.name(), number(spread.least()), number(spread.most()));
  }

  private static String verdict(CalibrationReport report) {
    Proposal proposal = report.proposal();
    return switch (proposal.verdict()) {
      case SAME_BYTES -> "All profiles gave the same bytes: use agreement: exact";
      case NOT_SEPARATED ->
          "No threshold separates them: honest results are up to %s apart, and %s is only %s away."
              .formatted(
                  number(report.honestAll().most()),
                  report.nearestWrong().name(),
                  number(report.nearestWrong().least()));
      case SEPARATED ->
          """
          agreement: tolerant:%s
          %s times the largest honest distance; the nearest wrong result (%s) is %s times further away.
          What is nearer than the threshold is accepted, honest or not. Other machines and later rounds were not measured."""
              .formatted(
                  proposal.threshold().toPlainString(),
                  proposal.margin().toPlainString(),
                  report.nearestWrong().name(),
                  proposal.wrongMargin().toPlainString());
    };
  }

  private static String number(BigDecimal distance) {
    return distance.signum() == 0 ? "0" : "%.2e".formatted(distance);
  }
}
