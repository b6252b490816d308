package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.ExitCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code fedq serve}: the coordinator. The options are names for the most used settings; every
 * setting can be given as a system property or in the environment.
 */
@Command(
    name = "serve",
    description =
        "Run the coordinator, on embedded or configured PostgreSQL, Kafka and chain."
            + " All settings: docs/ref-configuration.md",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Runnable {
  /** The system property under which {@code --json} reaches the service. */
  private static final String ANNOUNCE = "fedquorum.announce";

  @Option(names = "--home", paramLabel = "DIR", description = "fedq.home (default: .fedq)")
  private Path home;

  @Option(names = "--port", paramLabel = "PORT", description = "fedq.http.port (default: 8080)")
  private Integer port;

  @Option(names = "--rpc", paramLabel = "URL", description = "fedq.chain.rpc")
  private String rpc;

  @Option(names = "--chain-id", paramLabel = "ID", description = "fedq.chain.id")
  private Long chainId;

  @Option(names = "--keystore", paramLabel = "FILE", description = "fedq.chain.keystore")
  private Path keystore;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "fedq.chain.password-file")
  private Path passphraseFile;

  @Option(names = "--allow-development-chain", description = "fedq.chain.allow-development=true")
  private boolean allowDevelopment;

  @Option(names = "--dataset", paramLabel = "NAME", description = "fedq.dataset.name")
  private String dataset;

  @Option(
      names = "--json",
      description =
          "Print one JSON document on stdout when the contracts are known, logs on stderr.")
  private boolean json;

  /** The settings that the options stand for. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, "fedq.home", home);
    put(settings, "fedq.http.port", port);
    put(settings, "fedq.chain.rpc", rpc);
    put(settings, "fedq.chain.id", chainId);
    put(settings, "fedq.chain.keystore", keystore);
    put(settings, "fedq.chain.password-file", passphraseFile);
    put(settings, "fedq.chain.allow-development", allowDevelopment ? "true" : null);
    put(settings, "fedq.dataset.name", dataset);
    put(settings, ANNOUNCE, json ? "true" : null);
    return settings;
  }

  @Override
  public void run() {
    throw new CommandFailure(
        ExitCode.USAGE, "start the coordinator with the launcher: ./fedq serve");
  }

  private static void put(Map<String, String> settings, String key, Object value) {
    if (value != null) {
      settings.put(key, value.toString());
    }
  }
}
