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
import java.util.function.Function;

/** The simulated behaviours by name. */
public final class Simulations {
  private static final Map<String, Function<Attacker, Behaviour>> BY_NAME =
      Map.ofEntries(
          Map.entry("collusion", a -> new Collusion()),
          Map.entry("copycat", a -> new Copycat()),
          Map.entry("flood", a -> new Flood()),
          Map.entry("informed-collusion", a -> new InformedCollusion(a.identities())),
          Map.entry("label-flip", a -> new LabelFlip(a.flipped())),
          Map.entry("late", a -> new Late()),
          Map.entry("malformed", a -> new WrongUpload("malformed", -4)),
          Map.entry("nan", a -> new NotANumber()),
          Map.entry("one-ulp", a -> new Distorted("one-ulp", Distorted::oneUlp)),
          Map.entry("oversized", a -> new WrongUpload("oversized", 8 << 20)),
          Map.entry("random", a -> new RandomResult(new SecureRandom())),
          Map.entry("sign-flip", a -> new Distorted("sign-flip", Distorted::signFlip)),
          Map.entry("silent", a -> new Silent()),
          Map.entry("stale", a -> new Stale()),
          Map.entry("sybil", Sybil::new),
          Map.entry("two-answers", a -> new TwoAnswers()),
          Map.entry("withheld-reveal", a -> new WithheldReveal()));

  /** All names, sorted. */
  public static final List<String> NAMES = BY_NAME.keySet().stream().sorted().toList();

  private Simulations() {}

  /** A fresh behaviour of an attacker that works alone. */
  public static Behaviour named(String name) {
    return named(name, Attacker.alone());
  }

  /**
   * A fresh behaviour.
   *
   * @param attacker what it shares with its accomplices
   * @throws IllegalArgumentException for an unknown name
   */
  public static Behaviour named(String name, Attacker attacker) {
    Function<Attacker, Behaviour> maker = BY_NAME.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("simulation '" + name + "' must be one of " + NAMES);
    }
    return maker.apply(attacker);
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
