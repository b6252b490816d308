package io.fedquorum.coordinator.demo;

import io.fedquorum.protocol.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One worker of the demonstration.
 *
 * @param number from 1
 * @param address its account
 * @param behaviour {@code honest}, or the attack that it simulates
 * @param directory its key file, journal and log
 */
public record DemoWorker(int number, Address address, String behaviour, Path directory) {
  static final String HONEST = "honest";

  public DemoWorker {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(behaviour, "behaviour");
    Objects.requireNonNull(directory, "directory");
  }

  Path keyFile() {
    return directory.resolve("key.json");
  }

  Path log() {
    return directory.resolve("worker.log");
  }

  List<String> arguments(
      String rpc,
      String coordinator,
      Path passphrase,
      List<String> dataset,
      List<String> accomplices) {
    List<String> arguments = new ArrayList<>(List.of("--rpc", rpc, "--coordinator", coordinator));
    arguments.addAll(List.of("--keystore", keyFile().toString()));
    arguments.addAll(List.of("--passphrase-file", passphrase.toString()));
    arguments.addAll(List.of("--data", directory.resolve("journal").toString()));
    arguments.addAll(List.of("--start-timeout", "180"));
    // Twice the registry's minimum: an evil worker that is slashed stays in, so that all rounds
    // show it.
    arguments.addAll(List.of("--stake", "2ether"));
    arguments.addAll(dataset);
    if (!behaviour.equals(HONEST)) {
      arguments.addAll(List.of("--simulate", behaviour, "--i-am-a-simulation"));
      arguments.addAll(List.of("--accomplices", String.join(",", accomplices)));
    }
    return arguments;
  }
}
