package io.fedquorum.coordinator.docs;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Renders {@code docs/ref-cli.md}: the help of every command. */
final class CommandPage {
  private static final String TITLE =
      """
      # Reference: commands

      Every command with what it prints for `--help`. This page is generated; a test compares it with the programs.
      How they end: [exit codes](ref-exit-codes.md).
      """;

  private CommandPage() {}

  static String of(CommandLine fedq, WorkerHelp worker) {
    StringBuilder page = new StringBuilder(TITLE);
    add(page, fedq);
    section(page, "fedq worker (the worker process)", worker.main());
    section(page, "fedq worker keygen", worker.keygen());
    return page.toString();
  }

  private static void add(StringBuilder page, CommandLine command) {
    String help = command.getUsageMessage(Ansi.OFF);
    section(page, command.getCommandSpec().qualifiedName(), help);
    command.getSubcommands().values().forEach(child -> add(page, child));
  }

  private static void section(StringBuilder page, String title, String help) {
    String text = help.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    page.append("\n## ").append(title).append("\n```\n").append(text).append("\n```\n");
  }
}
