package io.fedquorum.coordinator.verification;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import java.util.Objects;
import java.util.Optional;

/** What one assigned worker brought for one job. */
public sealed interface Replica {
  /** The worker. */
  Address worker();

  /** The revealed digest, if there is one. */
  Optional<Digest> digest();

  /** A revealed digest. */
  static Replica answered(Address worker, Digest digest) {
    return new Answered(worker, digest);
  }

  /** No answer; the reason is one of the missing outcomes. */
  static Replica missing(Address worker, Outcome reason) {
    return new Missing(worker, reason);
  }

  /** A revealed digest. */
  record Answered(Address worker, Digest value) implements Replica {
    public Answered {
      Objects.requireNonNull(worker, "worker");
      Objects.requireNonNull(value, "value");
    }

    @Override
    public Optional<Digest> digest() {
      return Optional.of(value);
    }
  }

  /** No answer that counts. */
  record Missing(Address worker, Outcome reason) implements Replica {
    public Missing {
      Objects.requireNonNull(worker, "worker");
      if (!reason.missing()) {
        throw new IllegalArgumentException(
            "reason '%s' must be no-commit, no-reveal, malformed or no-upload"
                .formatted(reason.label()));
      }
    }

    @Override
    public Optional<Digest> digest() {
      return Optional.empty();
    }
  }
}
