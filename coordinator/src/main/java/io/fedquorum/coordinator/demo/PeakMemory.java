package io.fedquorum.coordinator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The most resident memory that a process and its children have had so far; Linux only. */
public final class PeakMemory {
  private static final String PEAK = "VmHWM:";
  private static final String NOW = "VmRSS:";

  private PeakMemory() {}

  /**
   * Peak resident set (VmHWM) of the process and of all its living descendants, added up, in KiB.
   * The peaks need not have been at one time, so it is an upper bound.
   */
  static OptionalLong ofTree(long pid) {
    LongStream family =
        ProcessHandle.of(pid).stream()
            .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
            .mapToLong(ProcessHandle::pid);
    long[] peaks = family.map(PeakMemory::of).filter(kib -> kib > 0).toArray();
    return peaks.length == 0 ? OptionalLong.empty() : OptionalLong.of(LongStream.of(peaks).sum());
  }

  /** Peak resident set of one process in KiB; 0 where the system does not tell. */
  static long of(long pid) {
    return line(pid, PEAK);
  }

  /** Resident set of one process now, in KiB; 0 where the system does not tell. */
  public static long now(long pid) {
    return line(pid, NOW);
  }

  private static long line(long pid, String name) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
