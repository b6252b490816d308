package io.fedquorum.worker.training.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Writes messages as frames: 8 bytes of magic, int32 length, int32 CRC-32 of the payload (both
 * big-endian), payload. The magic lets a reader find a frame after foreign bytes: a native library
 * may print to a trainer's stdout, which Java cannot prevent.
 */
public final class FrameWriter {
  static final byte[] MAGIC = {0, 'F', 'E', 'D', 'Q', (byte) 0xff, 0x0d, 0x0a};

  /** Bytes of a frame before its payload. */
  static final int HEADER = MAGIC.length + 2 * Integer.BYTES;

  private final OutputStream out;

  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes one message and flushes. */
  public void write(Message message) throws IOException {
    byte[] payload = MessageCodec.encode(message);
    CRC32 crc = new CRC32();
    crc.update(payload);
    ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length);
    frame.put(MAGIC).putInt(payload.length).putInt((int) crc.getValue()).put(payload);
    out.write(frame.array());
    out.flush();
  }
}
