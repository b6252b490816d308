package io.fedquorum.worker.simulation;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.Transactions;
import io.fedquorum.worker.artifact.ArtifactClient;
import io.fedquorum.worker.artifact.CoordinatorUnavailableException;
import io.fedquorum.worker.artifact.NotYetKnownException;
import io.fedquorum.worker.artifact.RequestRefusedException;
import io.fedquorum.worker.artifact.WrongArtifactException;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Mischief;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The simulated behaviours by name. */
public final class Simulations {
  private static final Map<String, Supplier<Behaviour>> BY_NAME =
      Map.ofEntries(
          Map.entry("collusion", Collusion::new),
          Map.entry("copycat", Copycat::new),
          Map.entry("flood", Flood::new),
          Map.entry("late", Late::new),
          Map.entry("malformed", () -> new WrongUpload("malformed", -4)),
          Map.entry("nan", NotANumber::new),
          Map.entry("one-ulp", () -> new Distorted("one-ulp", Distorted::oneUlp)),
          Map.entry("oversized", () -> new WrongUpload("oversized", 8 << 20)),
          Map.entry("random", () -> new RandomResult(new SecureRandom())),
          Map.entry("sign-flip", () -> new Distorted("sign-flip", Distorted::signFlip)),
          Map.entry("silent", Silent::new),
          Map.entry("stale", Stale::new),
          Map.entry("two-answers", TwoAnswers::new),
          Map.entry("withheld-reveal", WithheldReveal::new));

  /** All names, sorted. */
  public static final List<String> NAMES = BY_NAME.keySet().stream().sorted().toList();

  private Simulations() {}

  /**
   * A fresh behaviour.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Behaviour named(String name) {
    Supplier<Behaviour> maker = BY_NAME.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("simulation '" + name + "' must be one of " + NAMES);
    }
    return maker.get();
  }

  /** Means that reach the real coordinator and the real chain. */
  public static Mischief mischief(ArtifactClient coordinator, Transactions transactions) {
    return new Mischief() {
      @Override
      public void request(String method, String path, byte[] body) {
        try {
          coordinator.send(method, path, body);
        } catch (CoordinatorUnavailableException
            | NotYetKnownException
            | RequestRefusedException
            | WrongArtifactException e) {
          // What becomes of it is the coordinator's concern.
        }
      }

      @Override
      public void transaction(String intent, Call call) {
        try {
          transactions.submit(intent, call);
        } catch (TransactionRefusedException | ChainUnavailableException e) {
          // What becomes of it is the chain's concern.
        }
      }
    };
  }
}
