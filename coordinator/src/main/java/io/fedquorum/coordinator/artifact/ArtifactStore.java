package io.fedquorum.coordinator.artifact;

import io.fedquorum.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Bytes under their digest. What is stored never changes and is never half there. */
public interface ArtifactStore {
  /**
   * Stores bytes that must have this digest and length; storing them again changes nothing.
   *
   * @param content read to its end, closed by the caller
   * @param length the exact length in bytes
   * @throws ArtifactRejectedException when digest or length differ
   * @throws ArtifactStoreException when the store can't take it; nothing is left behind
   */
  void put(Digest expected, long length, InputStream content);

  /** Stores bytes under the digest that they have. */
  default Digest put(byte[] content) {
    Digest digest = Digest.of(content);
    put(digest, content.length, new ByteArrayInputStream(content));
    return digest;
  }

  /**
   * The bytes, checked against their digest.
   *
   * @throws ArtifactStoreException when the stored bytes are damaged or can't be read
   */
  Optional<byte[]> get(Digest digest);

  /** Opens the bytes unchecked, for streaming; the receiver checks them. The caller closes it. */
  Optional<InputStream> open(Digest digest);

  /** Whether the bytes are there. */
  default boolean has(Digest digest) {
    return size(digest).isPresent();
  }

  /** Length in bytes of what is stored. */
  OptionalLong size(Digest digest);
}
