package io.fedquorum.coordinator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what pages say of tests to the tests: a page that names one as `Class#method` is right. */
class NamedTestsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:#(\\w+))?`");
  private static final List<String> MODULES =
      List.of("contracts", "worker", "coordinator", "quorum-network");

  @Test
  void shouldNameOnlyTestsThatExist() throws IOException {
    Map<String, String> tests = tests();
    TreeSet<String> missing = new TreeSet<>();
    TreeSet<String> named = new TreeSet<>();
    for (Path page : filesUnder(ROOT.resolve("docs"), ".md")) {
      NAMED
          .matcher(Files.readString(page))
          .results()
          .forEach(
              found -> {
                String where = page.getFileName() + ": " + found.group(1) + "#" + found.group(2);
                named.add(where);
                if (!exists(tests.get(found.group(1)), found.group(2))) {
                  missing.add(where);
                }
              });
    }

    assertThat(named).anyMatch(where -> where.startsWith("explanation-threat-model.md"));
    assertThat(missing).as("tests that pages name and that do not exist").isEmpty();
  }

  private static boolean exists(String code, String method) {
    return code != null
        && (method == null
            || Pattern.compile("(?:void|ArchRule|function) " + method + "\\b")
                .matcher(code)
                .find());
  }

  /** The code of every test class by its name; in Solidity the contract has the test's name. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new HashMap<>();
    for (String module : MODULES) {
      for (Path file : filesUnder(ROOT.resolve(module).resolve("src/test"), ".java")) {
        tests.put(nameOf(file, ".java"), Files.readString(file));
      }
      for (Path file : filesUnder(ROOT.resolve(module).resolve("src/test"), ".t.sol")) {
        tests.put(nameOf(file, ".t.sol") + "Test", Files.readString(file));
      }
    }
    return tests;
  }

  private static String nameOf(Path file, String ending) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ending.length());
  }

  private static List<Path> filesUnder(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
