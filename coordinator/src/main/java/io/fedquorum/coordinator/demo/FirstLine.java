package io.fedquorum.coordinator.demo;

import io.fedquorum.coordinator.client.ProgressListener;
import java.util.Objects;

/** Passes everything on, and calls once when the first line comes: a round is open. */
final class FirstLine implements ProgressListener {
  private final ProgressListener next;
  private final Runnable first;
  private boolean said;

  FirstLine(ProgressListener next, Runnable first) {
    this.next = Objects.requireNonNull(next, "next");
    this.first = Objects.requireNonNull(first, "first");
  }

  @Override
  public void accept(String line) {
    if (!said) {
      said = true;
      first.run();
    }
    next.accept(line);
  }

  @Override
  public void progress(int done, int total) {
    next.progress(done, total);
  }
}
