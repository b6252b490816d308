package io.fedquorum.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FedqMainTest {
  private static final String CLOSED = "http://127.0.0.1:1";

  @TempDir private Path directory;
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private OneAnswer server;

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(realOut);
    System.setErr(realErr);
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bogus",
        "--bogus",
        "demo --bogus",
        "demo --workers many",
        "training",
        "training bogus",
        "training list --bogus",
        "training show",
        "training create",
        "worker",
        "replay",
        "replay --log x",
        "replay --round one --log x --artifacts y",
        "plan",
        "serve --port http"
      })
  void shouldRefuseAWrongCommandLineInOneLineAndSayWhereHelpIs(String line) {
    int code = run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(text(out)).isEmpty();
    assertThat(text(err).lines()).hasSize(2);
    assertThat(text(err)).startsWith("fedq: ").contains("--help'.");
  }

  @Test
  void shouldHaveHelpForEveryCommand() {
    List<List<String>> commands = new ArrayList<>();
    collect(FedqMain.commandLine(), List.of(), commands);
    assertThat(commands).hasSizeGreaterThan(20);

    for (List<String> command : commands) {
      out.reset();
      List<String> line = new ArrayList<>(command);
      line.add("--help");

      assertThat(run(line.toArray(String[]::new))).as("%s", line).isZero();
      assertThat(text(out)).as("%s", line).startsWith("Usage: fedq");
    }
    assertThat(text(err)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads 0|threads '0' must be 1 to 64",
        "--cores Pentium|BLAS core 'Pentium' must be one of auto, Prescott",
        "--threads 1 --cores haswell|must be two or more, none twice; name more threads or cores",
        "--jobs 1|jobs '1' must be 2 to 7",
        "--rounds 0|rounds '0' must be 1 to 100",
        "--model cnn|model 'cnn' must be mlp- and layer widths",
        "--dataset imagenet|dataset 'imagenet' must be auto, mnist or digits"
      })
  void shouldRefuseACalibrationThatMeasuresNothing(String options, String message) {
    int code = run(("calibrate " + options).split(" ", -1));

    assertThat(code).isEqualTo(2);
    assertOneLine(message);
  }

  @Test
  void shouldSayThatATrainingFileIsMissing() {
    int code = run("training", "create", "-f", directory.resolve("none.yaml").toString());

    assertThat(code).isEqualTo(9);
    assertOneLine("none.yaml' can't be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: x\\nrounds: many | rounds",
        "name: x\\nrounds: 1.5 | rounds",
        "name: x\\nrounds: 1\\nrounds: 2 | rounds",
        "name: x\\nround: 3 | round",
        "name: x\\nrounds: 0 | rounds '0' must be 1 to 10000",
        "name: x\\nrewardWei: -5 | rewardWei '-5' must be 0 or more wei",
        "name: x\\npolicy: trust | policy 'trust' must be",
        "name: x\\nlearningRate: 0 | learningRate '0' must be above 0",
        "rounds: 3 | name 'null' must be 1 to 80 characters",
        "'[1, 2' | is not a training",
        "'name: x\\n---\\nname: y' | is not a training"
      })
  void shouldNameTheFieldOfATrainingFileThatIsWrong(String yaml, String named) throws IOException {
    int code = create(yaml.replace("\\n", "\n"));

    assertThat(code).isEqualTo(2);
    assertOneLine(named);
  }

  @Test
  void shouldRefuseAnEmptyTrainingFile() throws IOException {
    assertThat(create("")).isEqualTo(2);
    assertThat(text(err).lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show 1", "watch 1", "pause 1", "resume 1", "cancel 1"})
  void shouldSayThatNoCoordinatorAnswers(String command) throws IOException {
    int code = training(command, CLOSED);

    assertThat(code).isEqualTo(5);
    assertThat(text(out)).isEmpty();
    assertOneLine("no coordinator answers at " + CLOSED);
  }

  @Test
  void shouldSayThatTheTokenFileIsMissing() {
    int code = run("training", "list", "--token-file", directory.resolve("none").toString());

    assertThat(code).isEqualTo(9);
    assertOneLine("none' can't be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "ftp://host", "nonsense"})
  void shouldNameACoordinatorAddressThatIsNone(String address) throws IOException {
    int code = training("list", address);

    assertThat(code).isEqualTo(2);
    assertThat(text(err).lines().findFirst().orElse("")).contains("--coordinator", address);
  }

  @Test
  void shouldPrintExactlyOneJsonDocumentOnStandardOutput() throws IOException {
    String address = answering(200, "[{\"id\":\"t-1\",\"name\":\"n\",\"status\":\"running\"}]");

    int code = training("list --json", address);

    assertThat(code).isZero();
    JsonNode document = CanonicalJson.mapper().readTree(text(out));
    assertThat(document.get(0).path("id").asText()).isEqualTo("t-1");
    assertThat(CanonicalJson.mapper().readerFor(JsonNode.class).readValues(text(out)).readAll())
        .hasSize(1);
  }

  @Test
  void shouldPrintTextWithoutTheJsonOption() throws IOException {
    String address = answering(200, "[{\"id\":\"t-1\",\"name\":\"n\",\"status\":\"running\"}]");

    training("list", address);

    assertThat(text(out)).contains("t-1", "running").doesNotContain("{");
  }

  @Test
  void shouldPassOnWhyTheCoordinatorRefused() throws IOException {
    String address = answering(409, "{\"title\":\"Conflict\",\"detail\":\"it is over\"}");

    int code = training("pause t-1", address);

    assertThat(code).isEqualTo(6);
    assertOneLine("it is over");
  }

  @Test
  void shouldSayThatALogOrItsArtifactsAreMissing() throws IOException {
    String there = Files.writeString(directory.resolve("log"), "").toString();
    String none = directory.resolve("none").toString();

    assertThat(run("replay", "--log", none, "--artifacts", directory.toString())).isEqualTo(9);
    assertOneLine("--log '" + none + "' does not exist");
    err.reset();
    assertThat(run("replay", "--log", there, "--artifacts", none)).isEqualTo(9);
    assertOneLine("--artifacts '" + none + "' does not exist");
    err.reset();
    String[] line = {"replay", "--log", there, "--artifacts", directory.toString(), "--round=0"};
    assertThat(run(line)).isEqualTo(2);
    assertOneLine("--round '0' must be 1 or more");
  }

  @Test
  void shouldSayThatALogIsDamaged() throws IOException {
    String log = Files.writeString(directory.resolve("log"), "{\"a\":1}\n").toString();

    assertThat(run("replay", "--log", log, "--artifacts", directory.toString())).isEqualTo(11);
    assertOneLine("event log line 1: it is not an event");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--workers 0 | workers '0'",
        "--workers 65 | workers '65'",
        "--evil 4 | evil '4' must be 0 or more, fewer than half",
        "--evil -1 | evil '-1'",
        "--replicas 8 | replicas '8' must be 1 to the workers, 7",
        "--replicas 0 | replicas '0'",
        "--attack bribe | attack 'bribe' must be one of collusion",
        "--rounds -1 | rounds '-1'",
        "--rounds 1001 | rounds '1001'",
        "--jobs 0 | jobs '0'",
        "--dataset cifar | dataset 'cifar' must be one of auto, mnist, digits",
        "--chain bitcoin | chain 'bitcoin' must be one of auto",
        "--policy trust | policy 'trust' must be one of",
        "--policy majority --replicas 4 | replicas '4' must be odd",
        "--design latin | design 'latin' must be one of",
        "--design bibd --jobs 8 | bibd",
        "--epochs 0 | epochs '0' must be 1"
      })
  void shouldRefuseADemonstrationThatIsImpossibleBeforeItStartsAnything(
      String options, String named) {
    List<String> line = new ArrayList<>(List.of("demo"));
    line.addAll(List.of(options.split(" ")));
    line.addAll(List.of("--out", directory.resolve("out").toString()));

    int code = run(line.toArray(String[]::new));

    assertThat(code).isEqualTo(2);
    assertOneLine(named);
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void shouldRefuseToWriteADemonstrationIntoADirectoryThatIsNotEmpty() throws IOException {
    Files.writeString(directory.resolve("mine"), "mine");

    assertThat(run("demo", "--out", directory.toString())).isEqualTo(2);
    assertOneLine("--out '" + directory + "' must be empty or not there yet");
  }

  private int create(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("training.yaml"), yaml);
    return run("training", "create", "-f", file.toString());
  }

  private int training(String command, String coordinator) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "secret");
    List<String> line = new ArrayList<>(List.of("training"));
    line.addAll(List.of(command.split(" ")));
    line.addAll(List.of("--coordinator", coordinator, "--token-file", token.toString()));
    return run(line.toArray(String[]::new));
  }

  private String answering(int status, String body) throws IOException {
    server = new OneAnswer(status, body);
    return server.address();
  }

  private static void collect(CommandLine command, List<String> path, List<List<String>> commands) {
    commands.add(path);
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              collect(sub, longer, commands);
            });
  }

  private static int run(String... line) {
    return FedqMain.commandLine().execute(line);
  }

  private void assertOneLine(String part) {
    assertThat(text(err).lines()).as(text(err)).hasSize(1);
    assertThat(text(err)).startsWith("fedq: ").contains(part);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
