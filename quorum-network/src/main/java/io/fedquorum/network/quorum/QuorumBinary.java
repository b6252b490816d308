package io.fedquorum.network.quorum;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.Programs;
import io.fedquorum.network.plan.Consensus;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GoQuorum {@code geth}, recognised by the line {@code Quorum Version:} of {@code geth version},
 * which plain geth does not print.
 *
 * @param path absolute
 * @param version such as {@code 24.4.1}
 */
public record QuorumBinary(Path path, String version) {
  /** Names the executable and goes before PATH. */
  public static final String VARIABLE = "FEDQ_GETH";

  private static final Pattern VERSION = Pattern.compile("(?m)^Quorum Version:\\s*(\\d+)\\.(\\S+)");
  private static final int OLDEST = 21;
  private static final int FIRST_WITH_QBFT = 22;

  public QuorumBinary {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(version, "version");
  }

  /**
   * The GoQuorum of this machine: the named one, else the one on PATH; a plain geth on PATH is
   * passed over.
   *
   * @param named the value of {@link #VARIABLE}
   * @throws NetworkException when the named file is not a GoQuorum of a supported version
   */
  public static Optional<QuorumBinary> find(Optional<String> named) {
    if (named.isPresent()) {
      return Optional.of(at(Path.of(named.get())));
    }
    return Programs.find("geth").flatMap(QuorumBinary::read);
  }

  /**
   * The GoQuorum of a file.
   *
   * @throws NetworkException when it is none of a supported version
   */
  public static QuorumBinary at(Path file) {
    return read(file.toAbsolutePath())
        .orElseThrow(
            () ->
                new NetworkException(
                    Reason.MISSING_PROGRAM,
                    "%s '%s' must be a GoQuorum geth of version 21 or newer"
                        .formatted(VARIABLE, file)));
  }

  private static Optional<QuorumBinary> read(Path file) {
    return Programs.run(Path.of("").toAbsolutePath(), 30, List.of(file.toString(), "version"))
        .filter(Programs.Output::ok)
        .flatMap(output -> version(output.text()))
        .map(version -> new QuorumBinary(file, version))
        .filter(binary -> binary.major() >= OLDEST);
  }

  static Optional<String> version(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.find()
        ? Optional.of(matcher.group(1) + "." + matcher.group(2))
        : Optional.empty();
  }

  /** Speaks QBFT, and takes the newer flags. */
  public boolean isModern() {
    return major() >= FIRST_WITH_QBFT;
  }

  /**
   * Settles the consensus.
   *
   * @throws NetworkException when this version does not have the wanted one
   */
  public Consensus consensus(Consensus wanted) {
    Consensus own = isModern() ? Consensus.QBFT : Consensus.IBFT;
    Consensus settled = wanted == Consensus.AUTO ? own : wanted;
    if (settled == Consensus.NONE || (settled == Consensus.QBFT && !isModern())) {
      throw new NetworkException(
          Reason.BAD_INPUT,
          "consensus '%s' must be one GoQuorum %s has: auto, %s"
              .formatted(wanted.text(), version, isModern() ? "qbft, ibft" : "ibft"));
    }
    return settled;
  }

  private int major() {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }
}
