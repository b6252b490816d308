package io.fedquorum.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs the contracts' own checks, so that one Maven command covers them: the committed ABI and
 * bytecode, the forge tests, the gas snapshots. They need Node; the Java build does not.
 */
class SolidityTest {
  private static final Path INSTALLED =
      NodeCommand.MODULE.resolve("node_modules/.package-lock.json");
  private static final Path LOCK = NodeCommand.MODULE.resolve("package-lock.json");

  @BeforeAll
  static void installTheLockedPackages() throws IOException, InterruptedException {
    NodeCommand.requireNode();
    if (!Files.exists(INSTALLED)
        || Files.getLastModifiedTime(INSTALLED).compareTo(Files.getLastModifiedTime(LOCK)) < 0) {
      assertSucceeds(NodeCommand.run("npm", "ci"));
    }
  }

  @Test
  void shouldCompileToTheCommittedAbiAndBytecode() throws IOException, InterruptedException {
    assertSucceeds(NodeCommand.run("npm", "run", "--silent", "check-abi"));
  }

  @Test
  void shouldPassTheForgeTests() throws IOException, InterruptedException {
    NodeCommand.Result result = NodeCommand.run("npm", "run", "--silent", "test:ci");

    assertSucceeds(result);
    System.out.println(summary(result));
    assertThat(result.output()).containsPattern("[1-9][0-9]* tests passed, 0 failed");
  }

  @Test
  void shouldCostTheCommittedGas() throws IOException, InterruptedException {
    assertSucceeds(NodeCommand.run("npm", "run", "--silent", "check-gas"));
  }

  private static void assertSucceeds(NodeCommand.Result result) {
    assertThat(result.exitCode()).as("%s%n%s", result.command(), result.output()).isZero();
  }

  private static String summary(NodeCommand.Result result) {
    return result
        .output()
        .lines()
        .filter(
            line ->
                (line.startsWith("Ran ") && line.contains("test suites"))
                    || line.contains("invariant_")
                    || line.startsWith("Reached: "))
        .collect(Collectors.joining(System.lineSeparator(), "forge: ", ""));
  }
}
