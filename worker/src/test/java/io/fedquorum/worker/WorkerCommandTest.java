package io.fedquorum.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.fake.FakeEngine;
import io.fedquorum.worker.status.ExitCode;
import io.fedquorum.worker.status.WorkerFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class WorkerCommandTest {
  @TempDir private Path directory;
  private Path passphrase;
  private Path key;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void begin() throws IOException {
    key = directory.resolve("key.json");
    passphrase = secret("passphrase", "correct horse");
  }

  private Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private int run(String... arguments) {
    CommandLine command = WorkerMain.commandLine(new ExitGuard());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private int start(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--rpc",
                "http://127.0.0.1:1",
                "--coordinator",
                "http://127.0.0.1:1",
                "--keystore",
                key.toString(),
                "--passphrase-file",
                passphrase.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int keygen() {
    return run("keygen", "--keystore", key.toString(), "--passphrase-file", passphrase.toString());
  }

  @Test
  void shouldMakeAKeyThatOnlyItsOwnerReads() throws IOException {
    assertThat(keygen()).isZero();

    assertThat(out.toString().strip()).matches("0x[0-9a-f]{40}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldNotOverwriteAKey() throws IOException {
    keygen();
    byte[] before = Files.readAllBytes(key);

    assertThat(keygen()).isEqualTo(ExitCode.KEYSTORE.code());
    assertThat(Files.readAllBytes(key)).isEqualTo(before);
  }

  @Test
  void shouldTellThatTheKeyIsMissing() {
    assertThat(start()).isEqualTo(ExitCode.KEYSTORE.code());
    assertOneLine("does not exist");
  }

  @Test
  void shouldTellThatThePassphraseIsWrongWithoutShowingIt() throws IOException {
    keygen();
    passphrase = secret("other", "battery staple");

    assertThat(start()).isEqualTo(ExitCode.KEYSTORE.code());
    assertOneLine("does not open with the passphrase");
    assertThat(err.toString()).doesNotContain("battery");
  }

  @Test
  void shouldRefuseANumericProfileThatThereIsNot() {
    assertThat(start("--threads", "0")).isEqualTo(2);
    assertThat(start("--blas-core", "Pentium")).isEqualTo(2);
    assertThat(err.toString())
        .contains("threads '0' must be 1 to 64")
        .contains("BLAS core 'Pentium' must be one of auto");
  }

  @Test
  void shouldTellThatNoNodeListens() {
    keygen();
    assertThat(start()).isEqualTo(ExitCode.CHAIN_UNREACHABLE.code());
    assertThat(err.toString()).contains("no node answers at --rpc");
  }

  @ParameterizedTest
  @CsvSource({
    "--rpc, ftp://x, must be http",
    "--coordinator, nonsense, must be http",
    "--dataset, cifar, 'must be auto, mnist or digits'",
    "--stake, -1, must be an amount",
    "--stake, 0.5wei, must be an amount",
    "--stake, 0.0000000000000000001ether, finer than one wei",
    "--start-timeout, 0, must be 1 second or more",
    "--no-such, x, Unknown option",
    "--simulate, collusion, needs --i-am-a-simulation",
  })
  void shouldRefuseAWrongOptionInOneLine(String option, String value, String text) {
    String[] arguments =
        option.equals("--rpc") || option.equals("--coordinator")
            ? replaced(option, value)
            : appended(option, value);

    assertThat(run(arguments)).isEqualTo(ExitCode.USAGE.code());
    assertOneLine(text);
  }

  private String[] appended(String option, String value) {
    return new String[] {
      "--rpc=http://h:1",
      "--coordinator=http://h:1",
      "--keystore=k",
      "--passphrase-file=p",
      option,
      value
    };
  }

  private static String[] replaced(String option, String value) {
    String other = option.equals("--rpc") ? "--coordinator" : "--rpc";
    return new String[] {option, value, other, "http://h:1", "--keystore=k", "--passphrase-file=p"};
  }

  @Test
  void shouldNameTheSimulationsThatThereAre() {
    String[] arguments = appended("--simulate", "teleport");
    List<String> more = new ArrayList<>(List.of(arguments));
    more.add("--i-am-a-simulation");

    assertThat(run(more.toArray(String[]::new))).isEqualTo(ExitCode.USAGE.code());
    assertOneLine("collusion");
  }

  @Test
  void shouldSayWhichPartOfTheNumericProfileDiffers() {
    NumericProfile wanted = FakeEngine.PROFILE;
    NumericProfile own =
        new NumericProfile(
            wanted.engine(),
            wanted.nativeBuild(),
            wanted.blas(),
            wanted.threads(),
            Digest.of(new byte[] {7}));

    assertThatThrownBy(() -> EngineStart.requireProfile(own, wanted))
        .isInstanceOfSatisfying(
            WorkerFailure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.NUMERIC_PROFILE))
        .hasMessageContaining("cannot join")
        .hasMessageContaining("canary");
  }

  private void assertOneLine(String text) {
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(text);
  }
}
