package io.fedquorum.worker;

import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
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
      names = "--light",
      description = "Open in 4 MB of memory instead of 256 MB; only with a long random passphrase.")
  private boolean light;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Keystores.Cost cost = light ? Keystores.Cost.LIGHT : Keystores.Cost.STANDARD;
    Address address = Keystores.create(keystore, passphraseFile, cost).address();
    String text =
        json
            ? new String(CanonicalJson.write(Map.of("address", address)), StandardCharsets.UTF_8)
            : address.value();
    spec.commandLine().getOut().println(text);
    return 0;
  }
}
