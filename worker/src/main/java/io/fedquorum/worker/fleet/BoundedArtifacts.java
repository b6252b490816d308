package io.fedquorum.worker.fleet;

import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.artifact.Artifacts;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** A worker's artifact client that takes its turn: a fleet is one machine, not a thousand. */
final class BoundedArtifacts implements Artifacts {
  private final Artifacts artifacts;
  private final Semaphore turns;

  BoundedArtifacts(Artifacts artifacts, Semaphore turns) {
    this.artifacts = Objects.requireNonNull(artifacts, "artifacts");
    this.turns = Objects.requireNonNull(turns, "turns");
  }

  @Override
  public byte[] get(Digest digest, int limit) {
    return inTurn(() -> artifacts.get(digest, limit));
  }

  @Override
  public boolean has(Digest digest) {
    return inTurn(() -> artifacts.has(digest));
  }

  @Override
  public void put(Digest digest, byte[] content, long trainingMillis) {
    inTurn(
        () -> {
          artifacts.put(digest, content, trainingMillis);
          return true;
        });
  }

  private <T> T inTurn(Supplier<T> request) {
    turns.acquireUninterruptibly();
    try {
      return request.get();
    } finally {
      turns.release();
    }
  }
}
