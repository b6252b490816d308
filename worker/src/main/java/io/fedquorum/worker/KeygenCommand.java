package io.fedquorum.worker;

import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.worker.status.ExitCode;
import io.fedquorum.worker.status.WorkerFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a worker's key. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    description = "Make a key file that only its owner can read, and print the account's address.")
final class KeygenCommand implements Callable<Integer> {
  @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "The new file.")
  private Path keystore;

  @Option(
      names = "--passphrase-file",
      required = true,
      paramLabel = "FILE",
      description = "Its first line is the passphrase; readable by its owner only.")
  private Path passphraseFile;

  @Option(
      names = "--strong",
      description =
          "For a weak passphrase: opening it takes 256 MB of heap and a second (Java -Xmx384m).")
  private boolean strong;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Keystores.Cost cost = strong ? Keystores.Cost.STANDARD : Keystores.Cost.LIGHT;
    Address address = create(cost);
    String text =
        json
            ? new String(CanonicalJson.write(Map.of("address", address)), StandardCharsets.UTF_8)
            : address.value();
    spec.commandLine().getOut().println(text);
    return 0;
  }

  private Address create(Keystores.Cost cost) {
    try {
      return Keystores.create(keystore, passphraseFile, cost).address();
    } catch (OutOfMemoryError e) {
      throw new WorkerFailure(
          ExitCode.KEYSTORE, "--strong needs 256 MB of heap; give Java -Xmx384m", e);
    }
  }
}
