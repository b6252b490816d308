package io.fedquorum.coordinator.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fedquorum.coordinator.cli.FedqMain;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.history.GasUse;
import io.fedquorum.coordinator.history.RoundHistory;
import io.fedquorum.coordinator.history.RoundSeconds;
import io.fedquorum.coordinator.training.TrainingRequest;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.DatasetRef;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the pages to the code. {@code -Dfedquorum.docs.update=true} writes docs/ref-cli.md anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]\n]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```[a-z]*\\n(.*?)^ *```");
  private static final Pattern COMMAND = Pattern.compile("\\./fedq( [^|>&)#\n]*)?");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Set<String> OPERATORS_WORKER_COMMANDS = Set.of("approve", "revoke", "list");

  private final WorkerHelp worker = WorkerHelp.ask();

  /** A command line as a page has it. */
  record Example(Path page, List<String> words) {
    @Override
    public String toString() {
      return page.getFileName() + ": " + String.join(" ", words);
    }
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")),
              files.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Path page : pages()) {
      if (!page.endsWith("ref-cli.md")) {
        matches(FENCE, read(page))
            .map(fence -> fence.group(1).replace("\\\n", " "))
            .flatMap(text -> matches(COMMAND, text))
            .forEach(found -> examples.add(new Example(page, words(found.group()))));
      }
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldHaveOnlyLinksThatLeadSomewhere(Path page) throws IOException {
    List<String> broken =
        matches(LINK, FENCE.matcher(read(page)).replaceAll(""))
            .map(link -> link.group(1).replaceFirst("#.*", ""))
            .filter(target -> !target.isEmpty() && !target.contains("://"))
            .filter(target -> !Files.exists(page.resolveSibling(target)))
            .toList();

    assertThat(broken).as("broken links of %s", page).isEmpty();
  }

  @Test
  void shouldNameEveryPageInTheIndex() throws IOException {
    String index = read(DOCS.resolve("README.md"));
    String decisions = read(DOCS.resolve("adr").resolve("README.md"));

    for (Path page : pages()) {
      if (page.startsWith(DOCS) && !page.endsWith("README.md")) {
        boolean decision = page.getParent().endsWith("adr");
        assertThat(decision ? decisions : index).contains("(" + page.getFileName() + ")");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldShowOnlyCommandsThatParse(Example example) {
    List<String> words = example.words();
    boolean workerProgram =
        words.size() > 1
            && words.get(0).equals("worker")
            && !OPERATORS_WORKER_COMMANDS.contains(words.get(1));

    if (workerProgram) {
      // Its command line is not on the coordinator's side; its help says which options it has.
      assertThat(words).filteredOn(word -> word.startsWith("-")).allMatch(worker::hasOption);
    } else {
      assertThatCode(() -> FedqMain.commandLine().parseArgs(words.toArray(new String[0])))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void shouldShowTheHelpOfEveryCommand() throws IOException {
    Path page = DOCS.resolve("ref-cli.md");
    String generated = CommandPage.of(FedqMain.commandLine(), worker);
    if (Boolean.getBoolean("fedquorum.docs.update")) {
      Files.writeString(page, generated);
    }

    assertThat(read(page))
        .as("write it anew with -Dfedquorum.docs.update=true")
        .isEqualTo(generated);
  }

  @Test
  void shouldNameEveryExitCode() throws IOException {
    String page = read(DOCS.resolve("ref-exit-codes.md"));
    String main = "src/main/java/io/fedquorum/";
    String worker = read(ROOT.resolve("worker/" + main + "worker/status/ExitCode.java"));

    for (ExitCode code : ExitCode.values()) {
      assertThat(page).contains("| %d | %s |".formatted(code.code(), code.name()));
    }
    matches(Pattern.compile("(?m)^  ([A-Z_]+)\\((\\d+)\\)"), worker)
        .forEach(c -> assertThat(page).contains("| " + c.group(2) + " | " + c.group(1) + " |"));
  }

  @Test
  void shouldDescribeEveryFieldOfEveryEvent() throws IOException {
    String page = read(DOCS.resolve("ref-events.md"));
    List<String> sections = Arrays.asList(page.split("\n### ", -1));

    for (Class<?> fact : Fact.class.getPermittedSubclasses()) {
      String title = fact.getSimpleName() + "\n";
      assertThat(sections).filteredOn(section -> section.startsWith(title)).hasSize(1);
      String section = sections.stream().filter(s -> s.startsWith(title)).findFirst().orElse("");
      assertThat(rows(section)).as(title).containsExactlyElementsOf(components(fact));
    }
    assertThat(sections).hasSize(Fact.class.getPermittedSubclasses().length + 1);
  }

  @Test
  void shouldDescribeEveryFieldOfTheSummary() throws Exception {
    List<String> documented = rows(read(DOCS.resolve("ref-summary.md")));
    Set<String> sample = new TreeSet<>();
    byte[] example = Files.readAllBytes(DOCS.resolve("example-summary.json"));
    collect("", CanonicalJson.mapper().readTree(example), sample);

    assertThat(documented).containsExactlyInAnyOrderElementsOf(sample);
    assertThat(documented.stream().flatMap(path -> Stream.of(path.split("\\[?\\]?\\.", -1))))
        .containsAll(writtenToTheSummary());
  }

  /** The names that the program gives to fields, so that the example can't grow old unnoticed. */
  private static Set<String> writtenToTheSummary() throws Exception {
    Path writer = Path.of("src/main/java/io/fedquorum/coordinator/demo/DemoSummary.java");
    Set<String> written =
        matches(Pattern.compile("(?:put|set|putObject)\\(\\s*\"(\\w+)\""), read(writer))
            .map(field -> field.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Stream.of(RoundHistory.class, RoundSeconds.class, GasUse.class, DatasetRef.class)
        .forEach(type -> written.addAll(components(type)));
    written.addAll(components(Class.forName("io.fedquorum.coordinator.demo.Measurements")));
    return written;
  }

  @Test
  void shouldExplainEveryFieldOfATraining() throws IOException {
    String file = read(DOCS.resolve("training.yaml"));
    TrainingRequest training = new YAMLMapper().readValue(file, TrainingRequest.class);
    TrainingRequest onlyName = new YAMLMapper().readValue("name: x", TrainingRequest.class);

    List<String> explained =
        matches(Pattern.compile("(?m)^#.*\\n(\\w+): \\S"), file).map(f -> f.group(1)).toList();
    assertThat(explained).containsExactlyElementsOf(components(TrainingRequest.class));
    assertThat(training.toSpec())
        .usingRecursiveComparison()
        .ignoringFields("name")
        .isEqualTo(onlyName.toSpec());
  }

  private static void collect(String path, JsonNode node, Set<String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  collect(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else if (node.isArray()) {
      node.forEach(element -> collect(path + "[]", element, into));
    } else {
      into.add(path);
    }
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static List<String> rows(String markdown) {
    return matches(ROW, markdown).map(row -> row.group(1)).toList();
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static List<String> words(String command) {
    String[] all = command.strip().split("\\s+", -1);
    return List.of(all).subList(1, all.length);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
