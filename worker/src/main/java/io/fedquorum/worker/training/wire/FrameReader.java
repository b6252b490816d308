package io.fedquorum.worker.training.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** Reads what {@link FrameWriter} wrote and passes over foreign bytes between frames. */
public final class FrameReader {
  private static final int LONGEST = 1 << 30;
  private static final int LONGEST_LINE = 4_096;

  private final DataInputStream in;
  private final Consumer<String> noise;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * A reader of this stream, which should be buffered.
   *
   * @param noise takes foreign bytes, as lines of text
   */
  public FrameReader(InputStream in, Consumer<String> noise) {
    this.in = new DataInputStream(in);
    this.noise = noise;
  }

  /**
   * The next message; empty at the end of the stream.
   *
   * @throws IOException when a frame is damaged or cut off
   */
  public Optional<Message> read() throws IOException {
    if (!findMagic()) {
      return Optional.empty();
    }
    byte[] header = in.readNBytes(2 * Integer.BYTES);
    if (header.length < 2 * Integer.BYTES) {
      throw new EOFException("a frame ends in its header");
    }
    int length = ByteBuffer.wrap(header).getInt();
    int expected = ByteBuffer.wrap(header).getInt(Integer.BYTES);
    if (length < 0 || length > LONGEST) {
      throw new IOException("a frame of " + length + " bytes must have 0 to " + LONGEST);
    }
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("a frame ends after %d of %d bytes".formatted(payload.length, length));
    }
    CRC32 crc = new CRC32();
    crc.update(payload);
    if ((int) crc.getValue() != expected) {
      throw new IOException("a frame of " + length + " bytes is damaged: its CRC-32 is wrong");
    }
    return Optional.of(MessageCodec.decode(payload));
  }

  /**
   * Reads up to the end of the next magic. No proper prefix of the magic is also its suffix, so
   * after a mismatch only the byte at hand can begin it anew.
   */
  private boolean findMagic() throws IOException {
    byte[] magic = FrameWriter.MAGIC;
    int matched = 0;
    while (matched < magic.length) {
      int octet = in.read();
      if (octet < 0) {
        flush();
        return false;
      }
      if ((byte) octet == magic[matched]) {
        matched++;
      } else {
        foreign(magic, matched);
        matched = (byte) octet == magic[0] ? 1 : 0;
        if (matched == 0) {
          foreign(octet);
        }
      }
    }
    flush();
    return true;
  }

  private void foreign(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      foreign(bytes[i]);
    }
  }

  private void foreign(int octet) {
    if (octet == '\n' || line.size() == LONGEST_LINE) {
      flush();
    }
    if (octet != '\n' && octet != '\r') {
      line.write(octet);
    }
  }

  private void flush() {
    if (line.size() > 0) {
      noise.accept(line.toString(StandardCharsets.UTF_8));
      line.reset();
    }
  }
}
