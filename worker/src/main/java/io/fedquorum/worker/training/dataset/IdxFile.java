package io.fedquorum.worker.training.dataset;

import io.fedquorum.protocol.Digest;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * An IDX file of unsigned bytes (format: Y. LeCun, "The MNIST database"), plain or gzip: magic
 * {@code 0x803} for images or {@code 0x801} for labels, the dimensions as big-endian int32, then
 * the values.
 *
 * @param count images or labels
 * @param rows pixels down; 1 for labels
 * @param columns pixels across; 1 for labels
 * @param values count·rows·columns unsigned bytes, row by row
 */
@SuppressWarnings(
    "ArrayRecordComponent") // A training set is 47 MB; it is shared inside the engine and never
// copied.
public record IdxFile(int count, int rows, int columns, byte[] values) {
  /** Magic number of a file of images. */
  static final int IMAGES = 0x803;

  /** Magic number of a file of labels. */
  static final int LABELS = 0x801;

  /** Labels are 0 to 9. */
  public static final int CLASSES = 10;

  private static final int MOST = 1_000_000;
  private static final int WIDEST = 256;
  private static final int BUFFER = 1 << 16;

  /** Memory taken on the word of a header alone. */
  private static final int TRUSTED = 1 << 20;

  /** Values of one item. */
  public int itemSize() {
    return rows * columns;
  }

  /**
   * Reads a file of a dataset; every length is checked before memory is taken for it.
   *
   * @throws DatasetException names the file, what was found and what was expected
   */
  public static IdxFile read(Path file, boolean images) {
    try (DataInputStream in = new DataInputStream(open(file))) {
      return read(file, images, in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Writes the plain form, which {@link #read} reads. */
  void write(Path file) throws IOException {
    boolean images = rows * columns > 1;
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      out.writeInt(images ? IMAGES : LABELS);
      out.writeInt(count);
      if (images) {
        out.writeInt(rows);
        out.writeInt(columns);
      }
      out.write(values);
    }
  }

  /** The first items. */
  IdxFile first(int items) {
    return new IdxFile(items, rows, columns, Arrays.copyOf(values, items * itemSize()));
  }

  /** The labels y as 9 − y. */
  IdxFile labelsFlipped() {
    byte[] flipped = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      flipped[i] = (byte) (CLASSES - 1 - values[i]);
    }
    return new IdxFile(count, rows, columns, flipped);
  }

  /** SHA-256 of the unpacked bytes. */
  static Digest digest(Path file) {
    MessageDigest sha256 = Digest.sha256();
    feed(file, sha256);
    return Digest.ofHash(sha256.digest());
  }

  /** Feeds the unpacked bytes to a digest that may cover several files. */
  static void feed(Path file, MessageDigest sha256) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Opens a file and unpacks it if its first two bytes are gzip's. */
  private static InputStream open(Path file) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return packed ? new GZIPInputStream(raw, BUFFER) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static IdxFile read(Path file, boolean images, DataInputStream in) throws IOException {
    int magic = in.readInt();
    int expected = images ? IMAGES : LABELS;
    if (magic != expected) {
      throw new DatasetException(
          "%s: magic number 0x%08x must be 0x%08x for %s"
              .formatted(file, magic, expected, images ? "images" : "labels"));
    }
    int count = dimension(file, "count", in.readInt(), MOST);
    int rows = images ? dimension(file, "rows", in.readInt(), WIDEST) : 1;
    int columns = images ? dimension(file, "columns", in.readInt(), WIDEST) : 1;
    long length = (long) count * rows * columns;
    if (length > Integer.MAX_VALUE - 8) {
      throw new DatasetException(file + ": " + length + " bytes of pixels must be below 2 GiB");
    }
    byte[] values = values(file, in, (int) length);
    if (in.read() >= 0) {
      throw new DatasetException(
          "%s: bytes follow the %d values that its header says".formatted(file, length));
    }
    if (!images) {
      checkLabels(file, values);
    }
    return new IdxFile(count, rows, columns, values);
  }

  private static byte[] values(Path file, DataInputStream in, int length) throws IOException {
    byte[] values = new byte[Math.min(length, TRUSTED)];
    int read = in.readNBytes(values, 0, values.length);
    while (read == values.length && read < length) {
      values = Arrays.copyOf(values, (int) Math.min(length, 2L * read));
      read += in.readNBytes(values, read, values.length - read);
    }
    if (read < length) {
      throw new DatasetException(
          "%s: it ends after %d values, its header says %d".formatted(file, read, length));
    }
    return values;
  }

  private static int dimension(Path file, String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new DatasetException(
          "%s: %s %d must be 1 to %d".formatted(file, name, Integer.toUnsignedLong(value), most));
    }
    return value;
  }

  private static void checkLabels(Path file, byte[] labels) {
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & 0xff) >= CLASSES) {
        throw new DatasetException(
            "%s: label %d at %d must be 0 to %d".formatted(file, labels[i] & 0xff, i, CLASSES - 1));
      }
    }
  }

  private static DatasetException unreadable(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new DatasetException(file + ": there is no such file", e);
    }
    if (e instanceof EOFException) {
      return new DatasetException(file + ": it ends too early, in its header or its gzip data", e);
    }
    return new DatasetException(file + ": it cannot be read: " + e.getMessage(), e);
  }
}
