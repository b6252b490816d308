package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.client.ProgressListener;
import java.util.Objects;

/**
 * Lines for people with the seconds since the command began; on a terminal a bar stays under them.
 * The launcher says whether stderr is a terminal, Java can't tell.
 */
final class Progress implements ProgressListener {
  private static final int WIDTH = 30;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Output output;
  private final boolean terminal;
  private final long begun = System.nanoTime();
  private String bar = "";

  Progress(Output output) {
    this(output, Boolean.getBoolean("fedquorum.terminal"));
  }

  Progress(Output output, boolean terminal) {
    this.output = Objects.requireNonNull(output, "output");
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(String line) {
    if (terminal) {
      System.err.print(CLEAR_LINE);
    }
    output.say("[%6.1f s] %s".formatted((System.nanoTime() - begun) / 1e9, line));
    draw();
  }

  @Override
  public synchronized void progress(int done, int total) {
    bar = bar(done, total);
    draw();
  }

  /** Takes the bar away: the work is over. */
  synchronized void end() {
    if (terminal && !bar.isEmpty()) {
      System.err.print(CLEAR_LINE);
      System.err.flush();
    }
    bar = "";
  }

  static String bar(int done, int total) {
    int filled = total == 0 ? 0 : WIDTH * done / total;
    return "[%s%s] %d of %d rounds"
        .formatted("#".repeat(filled), "-".repeat(WIDTH - filled), done, total);
  }

  private void draw() {
    if (terminal && !bar.isEmpty()) {
      System.err.print(CLEAR_LINE + bar);
      System.err.flush();
    }
  }
}
