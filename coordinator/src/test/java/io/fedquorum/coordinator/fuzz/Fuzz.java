package io.fedquorum.coordinator.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Feeds a reader with its samples, which it must take, with the inputs that once broke it, and with
 * many mutations. It may answer or throw one of its own exceptions, and nothing else.
 */
public final class Fuzz {
  /** Inputs for each reader. */
  public static final int INPUTS = Integer.getInteger("fedquorum.fuzz.inputs", 10_000);

  /** Where the mutations begin. */
  public static final long SEED = Long.getLong("fedquorum.fuzz.seed", 20261121L);

  private static final Path KEPT = Path.of("src", "test", "resources", "fuzz");

  /** What is tried. */
  public interface Reader {
    void read(byte[] input) throws Exception;
  }

  private Fuzz() {}

  /**
   * Tries a reader.
   *
   * @param name of the directory with kept inputs
   * @param allowed the exceptions that it says it throws
   */
  public static void run(String name, List<byte[]> samples, Reader reader, Class<?>... allowed)
      throws Exception {
    for (byte[] sample : samples) {
      reader.read(sample);
    }
    for (Path file : kept(name)) {
      check(name + " kept in " + file, Files.readAllBytes(file), reader, allowed);
    }
    Mutations mutations = new Mutations(SEED);
    for (int i = 0; i < INPUTS; i++) {
      check(
          "%s, seed %d, input %d".formatted(name, SEED, i),
          mutations.next(samples),
          reader,
          allowed);
    }
  }

  private static List<Path> kept(String name) throws IOException {
    Path directory = KEPT.resolve(name);
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static void check(String what, byte[] input, Reader reader, Class<?>[] allowed) {
    try {
      reader.read(input);
    } catch (Throwable e) {
      if (Arrays.stream(allowed).noneMatch(type -> type.isInstance(e)) || isAccident(e)) {
        byte[] shown = Arrays.copyOf(input, Math.min(input.length, 4_096));
        throw new AssertionError(
            "%s: %s for %d bytes, base64 %s"
                .formatted(what, e, input.length, Base64.getEncoder().encodeToString(shown)),
            e);
      }
    }
  }

  /** A reader that promises IllegalArgumentException must say what is wrong with the input. */
  private static boolean isAccident(Throwable e) {
    return e.getMessage() == null || e.getMessage().isBlank();
  }
}
