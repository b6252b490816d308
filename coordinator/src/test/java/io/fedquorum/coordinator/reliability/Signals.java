package io.fedquorum.coordinator.reliability;

import java.io.IOException;

/** Signals that Java has no word for. */
final class Signals {
  private Signals() {}

  /** Stops a process where it is, as a frozen machine would. */
  static void freeze(long pid) throws IOException, InterruptedException {
    send("STOP", pid);
  }

  /** Lets a frozen process go on. */
  static void thaw(long pid) throws IOException, InterruptedException {
    send("CONT", pid);
  }

  /** As {@code kill -9} does. */
  static void kill(long pid) throws IOException, InterruptedException {
    send("KILL", pid);
  }

  private static void send(String signal, long pid) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("kill -" + signal + " " + pid + " ended with " + exit);
    }
  }
}
