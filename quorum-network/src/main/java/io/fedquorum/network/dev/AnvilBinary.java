package io.fedquorum.network.dev;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the Anvil that {@code package-lock.json} pins, and has npm install it where needed. */
final class AnvilBinary {
  private static final int OLDEST_NODE = 20;
  private static final int INSTALL_SECONDS = 300;
  private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\..*");

  private AnvilBinary() {}

  /**
   * The executable, installed first when it is missing or older than the lock file.
   *
   * @param home the directory with {@code package.json}
   * @throws NetworkException in one line, when Node.js or npm is missing or too old, or has no
   *     Anvil for this system
   */
  static synchronized Path locate(Path home) {
    Path lock = home.resolve("package-lock.json");
    if (!Files.isRegularFile(lock)) {
      throw new NetworkException(
          Reason.BAD_INPUT,
          "'"
              + home
              + "' has no package-lock.json: it is not FedQuorum's quorum-network directory");
    }
    if (!isCurrent(home, lock)) {
      installAlone(home, lock);
    }
    Path binary = binary(home);
    if (!Files.isExecutable(binary)) {
      throw new NetworkException(
          Reason.MISSING_PROGRAM, "npm has no Anvil for this system: '" + binary + "' is missing");
    }
    return binary;
  }

  /** npm writes its own record last, so that an installation cut short is seen as none. */
  private static boolean isCurrent(Path home, Path lock) {
    Path record = home.resolve("node_modules/.package-lock.json");
    try {
      return Files.exists(record)
          && Files.getLastModifiedTime(record).compareTo(Files.getLastModifiedTime(lock)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** One installation at a time on this machine: npm empties the directory first. */
  private static void installAlone(Path home, Path lock) {
    Path guard = home.resolve("data/npm.lock");
    try {
      Files.createDirectories(guard.getParent());
      try (FileChannel channel =
              FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && !isCurrent(home, lock)) {
          install(home);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("'" + guard + "' cannot be written", e);
    }
  }

  private static void install(Path home) {
    requireNode(home, Programs.find("node"));
    Path npm =
        Programs.find("npm")
            .orElseThrow(
                () -> missing("npm is not on PATH; the development chain is installed with it"));
    List<String> command =
        List.of(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Programs.Output output =
        Programs.run(home, INSTALL_SECONDS, command)
            .orElseThrow(() -> missing("'npm ci' in '" + home + "' did not end"));
    if (!output.ok()) {
      throw missing("'npm ci' in '" + home + "' failed: " + firstError(output.text()));
    }
  }

  static void requireNode(Path home, Optional<Path> node) {
    String allowed = "; Node.js " + OLDEST_NODE + " or newer must be on PATH";
    Path program = node.orElseThrow(() -> missing("Node.js is not on PATH" + allowed));
    String version =
        Programs.run(home, 30, List.of(program.toString(), "--version"))
            .map(Programs.Output::text)
            .orElse("");
    Matcher matcher = NODE_VERSION.matcher(version);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < OLDEST_NODE) {
      throw missing("Node.js '" + program + "' is of version '" + version + "'" + allowed);
    }
  }

  private static String firstError(String text) {
    return text.lines()
        .filter(line -> line.contains("npm error"))
        .findFirst()
        .orElseGet(() -> text.lines().findFirst().orElse("no output"));
  }

  private static Path binary(Path home) {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String os = name.startsWith("mac") ? "darwin" : name.startsWith("win") ? "win32" : "linux";
    String arch = "aarch64".equals(System.getProperty("os.arch")) ? "arm64" : "amd64";
    String file = os.equals("win32") ? "anvil.exe" : "anvil";
    return home.toAbsolutePath()
        .resolve("node_modules/@foundry-rs/anvil-%s-%s/bin".formatted(os, arch))
        .resolve(file);
  }

  private static NetworkException missing(String message) {
    return new NetworkException(Reason.MISSING_PROGRAM, message);
  }
}
