package io.fedquorum.worker.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What of the numeric profile is chosen by the trainer's environment. Another choice gives other
 * bytes for the same job.
 *
 * @param threads threads of OpenMP and OpenBLAS, 1 to 64
 * @param core the OpenBLAS kernel, one of {@link #CORES}; {@code auto} lets OpenBLAS look at the
 *     processor
 */
public record NumericPins(int threads, String core) {
  /** Lets OpenBLAS choose. */
  public static final String AUTO = "auto";

  /**
   * The names that OpenBLAS 0.3.19 takes for x86-64 ({@code driver/others/dynamic.c}). A build that
   * lacks the kernel takes another; the canary tells.
   */
  public static final List<String> CORES =
      List.of(
          AUTO,
          "Prescott",
          "Core2",
          "Penryn",
          "Dunnington",
          "Nehalem",
          "Sandybridge",
          "Haswell",
          "SkylakeX",
          "Cooperlake",
          "Zen",
          "Atom",
          "Nano",
          "Opteron",
          "Barcelona",
          "Bobcat",
          "Bulldozer",
          "Piledriver",
          "Steamroller",
          "Excavator");

  /** What coordinators and workers compute with unless they are told otherwise. */
  public static final NumericPins STANDARD = new NumericPins(1, "Haswell");

  private static final int MOST_THREADS = 64;

  public NumericPins {
    Objects.requireNonNull(core, "core");
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads '%d' must be 1 to %d".formatted(threads, MOST_THREADS));
    }
    if (!CORES.contains(core)) {
      throw new IllegalArgumentException(
          "BLAS core '%s' must be one of %s".formatted(core, String.join(", ", CORES)));
    }
  }

  /** Reads a core's name in any letter case. */
  public static NumericPins of(int threads, String core) {
    String known =
        CORES.stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).equals(core.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElse(core);
    return new NumericPins(threads, known);
  }

  /** The environment variables that say so. */
  Map<String, String> environment() {
    String count = String.valueOf(threads);
    Map<String, String> environment = new TreeMap<>();
    environment.put("OMP_NUM_THREADS", count);
    environment.put("OPENBLAS_NUM_THREADS", count);
    environment.put("MKL_NUM_THREADS", count);
    if (!core.equals(AUTO)) {
      environment.put("OPENBLAS_CORETYPE", core);
    }
    return environment;
  }

  @Override
  public String toString() {
    return "%s x%d".formatted(core, threads);
  }
}
