package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Where a command's words go: with {@code --json} one document on stdout, and text on stderr. */
final class Output {
  @Option(names = "--json", description = "Print one JSON document on stdout, text on stderr.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  /** What happens, while it happens. */
  void say(String line) {
    System.err.println(line);
  }

  /** The result. */
  void print(JsonNode document, String text) {
    if (json) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      out.println(document.toPrettyString());
    } else {
      System.out.println(text);
    }
  }
}
