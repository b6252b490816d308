package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.client.OperatorAccount;
import io.fedquorum.network.Networks;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fedq network fund}: Ether from the operator's account, such as a worker's stake. */
@Command(
    name = "fund",
    description = "Send Ether from the network operator's account, such as a worker's stake.",
    mixinStandardHelpOptions = true)
final class NetworkFundCommand implements Callable<Integer> {
  private static final int WEI_DIGITS = 18;

  @Option(
      names = "--dir",
      defaultValue = ".fedq/network",
      paramLabel = "DIR",
      description = "The network's directory (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "Who is paid.")
  private String address;

  @Parameters(index = "1", paramLabel = "ETHER", description = "How much, such as 1.5.")
  private BigDecimal ether;

  @Mixin private Output output;

  @Override
  public Integer call() {
    Address to = Address.of(address);
    BigInteger wei = wei(ether);
    OperatorAccount.pay(new Networks(output::say).reach(directory), Map.of(to, wei));
    output.print(
        CanonicalJson.mapper()
            .createObjectNode()
            .put("address", to.value())
            .put("wei", wei.toString()),
        ether.toPlainString() + " ether is paid to " + to);
    return 0;
  }

  private static BigInteger wei(BigDecimal ether) {
    if (ether.signum() <= 0 || ether.stripTrailingZeros().scale() > WEI_DIGITS) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "ETHER '%s' must be above 0, with at most %d decimals".formatted(ether, WEI_DIGITS));
    }
    return ether.movePointRight(WEI_DIGITS).toBigIntegerExact();
  }
}
