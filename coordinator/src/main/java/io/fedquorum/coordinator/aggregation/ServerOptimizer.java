package io.fedquorum.coordinator.aggregation;

import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * What the server does with the aggregate Δ = aggregate − previous model (Reddi et al., "Adaptive
 * Federated Optimization", ICLR 2021, algorithm 2, without bias correction as there):
 *
 * <ul>
 *   <li>{@code none}: the next model is the aggregate;
 *   <li>{@code fedavgm}: m ← β₁m + Δ, x ← x + ηm (Hsu, Qi and Brown, 2019);
 *   <li>{@code fedadam}: m ← β₁m + (1−β₁)Δ, v ← β₂v + (1−β₂)Δ², x ← x + ηm/(√v+τ);
 *   <li>{@code fedyogi}: as fedadam, with v ← v − (1−β₂)Δ²·sign(v−Δ²).
 * </ul>
 *
 * <p>In double precision, coordinate by coordinate, rounded once to float32; only {@code + − × ÷ √}
 * are used, which IEEE 754 defines to the bit.
 *
 * @param kind which rule
 * @param learningRate η, above 0
 * @param beta1 β₁, 0 to below 1
 * @param beta2 β₂, 0 to below 1
 * @param tau τ, above 0
 */
public record ServerOptimizer(
    Kind kind, BigDecimal learningRate, BigDecimal beta1, BigDecimal beta2, BigDecimal tau) {
  /** The rules. */
  public enum Kind {
    /** The aggregate is the next model. */
    NONE,
    /** Server momentum. */
    FEDAVGM,
    /** Adam on the server. */
    FEDADAM,
    /** Yogi on the server. */
    FEDYOGI
  }

  public ServerOptimizer {
    Objects.requireNonNull(kind, "kind");
    require("learningRate", learningRate, learningRate.signum() > 0, "above 0");
    require("beta1", beta1, isShare(beta1), "0 to below 1");
    require("beta2", beta2, isShare(beta2), "0 to below 1");
    require("tau", tau, tau.signum() > 0, "above 0");
  }

  /** The rule with its usual parameters: η 1 (0.1 for Adam and Yogi), β 0.9 and 0.99, τ 0.001. */
  public static ServerOptimizer of(Kind kind) {
    boolean adaptive = kind == Kind.FEDADAM || kind == Kind.FEDYOGI;
    return new ServerOptimizer(
        kind,
        adaptive ? new BigDecimal("0.1") : BigDecimal.ONE,
        new BigDecimal("0.9"),
        new BigDecimal("0.99"),
        new BigDecimal("0.001"));
  }

  /**
   * Reads {@code none}, {@code fedavgm}, {@code fedadam} or {@code fedyogi}, the last three
   * optionally with {@code :ETA}, such as {@code fedadam:0.01}; the other parameters are the usual
   * ones.
   *
   * @throws IllegalArgumentException names what exists
   */
  public static ServerOptimizer parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(text));
    ServerOptimizer usual = of(kind);
    if (colon < 0) {
      return usual;
    }
    String eta = text.substring(colon + 1);
    if (kind == Kind.NONE || !eta.matches("[0-9]{1,3}([.][0-9]{1,9})?")) {
      throw unknown(text);
    }
    return new ServerOptimizer(kind, new BigDecimal(eta), usual.beta1, usual.beta2, usual.tau);
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "server optimiser '%s' must be none, fedavgm[:ETA], fedadam[:ETA] or fedyogi[:ETA]"
            .formatted(text));
  }

  /**
   * The next model and state.
   *
   * @param previous artifact bytes of the round's model
   * @param aggregate artifact bytes of the round's aggregate
   * @param state the state after the round before; {@link OptimizerState#initial} in the first
   */
  public Step step(ModelSpec model, byte[] previous, byte[] aggregate, OptimizerState state) {
    if (kind == Kind.NONE) {
      return new Step(aggregate, state);
    }
    float[] from = ModelArtifact.decode(model, previous);
    float[] to = ModelArtifact.decode(model, aggregate);
    double[] m = state.momentum();
    double[] v = state.variance();
    state.requireSize(from.length);
    Rule rule =
        new Rule(
            kind,
            learningRate.doubleValue(),
            beta1.doubleValue(),
            beta2.doubleValue(),
            tau.doubleValue());
    for (int i = 0; i < from.length; i++) {
      double delta = (double) to[i] - from[i];
      m[i] = rule.momentum(m[i], delta);
      v[i] = rule.variance(v[i], delta * delta);
      from[i] = (float) (from[i] + rule.eta * rule.direction(m[i], v[i]));
    }
    return new Step(ModelArtifact.encode(model, from), OptimizerState.of(m, v));
  }

  /** The parameters as doubles, converted once and not for each coordinate. */
  private record Rule(Kind kind, double eta, double beta1, double beta2, double tau) {
    double momentum(double m, double delta) {
      return kind == Kind.FEDAVGM ? beta1 * m + delta : beta1 * m + (1 - beta1) * delta;
    }

    double variance(double v, double squared) {
      return switch (kind) {
        case FEDADAM -> beta2 * v + (1 - beta2) * squared;
        case FEDYOGI -> v - (1 - beta2) * squared * Math.signum(v - squared);
        case NONE, FEDAVGM -> v;
      };
    }

    double direction(double m, double v) {
      return kind == Kind.FEDAVGM ? m : m / (Math.sqrt(v) + tau);
    }
  }

  private static boolean isShare(BigDecimal value) {
    return value.signum() >= 0 && value.compareTo(BigDecimal.ONE) < 0;
  }

  private static void require(String name, BigDecimal value, boolean allowed, String range) {
    if (!allowed) {
      throw new IllegalArgumentException(
          "server optimiser %s '%s' must be %s".formatted(name, value.toPlainString(), range));
    }
  }
}
