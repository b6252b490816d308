package io.fedquorum.coordinator.world;

import io.fedquorum.coordinator.artifact.ArtifactRejectedException;
import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Artifacts in memory. */
public final class MemoryArtifacts implements ArtifactStore {
  private final Map<Digest, byte[]> stored = new HashMap<>();

  /** A store with the same artifacts. */
  public MemoryArtifacts copy() {
    MemoryArtifacts copy = new MemoryArtifacts();
    copy.stored.putAll(stored);
    return copy;
  }

  /** The bytes of all artifacts. */
  public List<byte[]> all() {
    return List.copyOf(stored.values());
  }

  /** The store is an older one again. */
  void restore(MemoryArtifacts older) {
    stored.clear();
    stored.putAll(older.stored);
  }

  /** Loses an artifact. */
  public void lose(Digest digest) {
    stored.remove(digest);
  }

  /** Changes the bytes under a digest, as only a faulty store can. */
  public void change(Digest digest) {
    byte[] bytes = stored.get(digest).clone();
    bytes[bytes.length - 1] ^= 1;
    stored.put(digest, bytes);
  }

  @Override
  public void put(Digest expected, long length, InputStream content) {
    try {
      byte[] bytes = content.readAllBytes();
      if (bytes.length != length || !Digest.of(bytes).equals(expected)) {
        throw new ArtifactRejectedException("the bytes of " + expected + " have another digest");
      }
      stored.putIfAbsent(expected, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<byte[]> get(Digest digest) {
    return Optional.ofNullable(stored.get(digest)).map(byte[]::clone);
  }

  @Override
  public Optional<InputStream> open(Digest digest) {
    return get(digest).map(ByteArrayInputStream::new);
  }

  @Override
  public OptionalLong size(Digest digest) {
    byte[] bytes = stored.get(digest);
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length);
  }
}
