package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fedq worker approve|revoke|list}: the operator's side of the worker registry. */
@Command(
    name = "worker",
    description = {
      "Approve, revoke and list workers.",
      "A worker process itself is started by 'fedq worker --rpc URL …', see 'fedq worker --help'."
    },
    mixinStandardHelpOptions = true)
final class WorkerAdminCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a sub-command of worker is missing");
  }

  @Command(
      name = "approve",
      description = "Put a worker on the allow-list.",
      mixinStandardHelpOptions = true)
  int approve(
      @Mixin ServerOptions server,
      @Mixin Output output,
      @Parameters(paramLabel = "ADDRESS") String address) {
    return change(server, output, address, "approve");
  }

  @Command(
      name = "revoke",
      description = "Take a worker off the allow-list.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Mixin ServerOptions server,
      @Mixin Output output,
      @Parameters(paramLabel = "ADDRESS") String address) {
    return change(server, output, address, "revoke");
  }

  @Command(name = "list", description = "List the members.", mixinStandardHelpOptions = true)
  int list(@Mixin ServerOptions server, @Mixin Output output) {
    JsonNode all = server.client().get("/api/v1/workers");
    StringBuilder text =
        new StringBuilder("%-42s  %-8s  %s".formatted("ADDRESS", "ACTIVE", "STAKE (WEI)"));
    for (JsonNode one : all) {
      text.append(
          "%n%-42s  %-8s  %s"
              .formatted(
                  one.path("address").asText(),
                  one.path("active").asText(),
                  one.path("stake").asText()));
    }
    output.print(all, text.toString());
    return 0;
  }

  private static int change(ServerOptions server, Output output, String address, String action) {
    Address worker = Address.of(address);
    JsonNode done =
        server.client().post("/api/v1/workers/%s/%s".formatted(worker, action), new Object[0]);
    output.print(
        done, "%s of %s is mined: %s".formatted(action, worker, done.path("transaction").asText()));
    return 0;
  }
}
