package io.fedquorum.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * The canonical bytes of a model's parameters: 4 bytes {@code FEDQ}, format version (uint32, 1),
 * model-configuration digest (32 bytes), parameter count (uint32), then the parameters as float32;
 * numbers are little-endian. −0.0 is written as 0.0; NaN and infinities have no canonical form.
 */
public final class ModelArtifact {
  private static final byte[] MAGIC = {'F', 'E', 'D', 'Q'};
  private static final int VERSION = 1;
  private static final int HEADER = 44;

  private ModelArtifact() {}

  /** The exact length in bytes, known before anything is read. */
  public static int length(ModelSpec model) {
    return HEADER + Float.BYTES * model.parameterCount();
  }

  /**
   * Encodes parameters in the engine's flat order.
   *
   * @param parameters {@code model.parameterCount()} finite numbers
   * @throws MalformedArtifactException on a wrong count, NaN or infinity
   */
  public static byte[] encode(ModelSpec model, float[] parameters) {
    requireCount(model, parameters.length);
    ByteBuffer out = ByteBuffer.allocate(length(model)).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(VERSION).put(model.configurationDigest().bytes());
    out.putInt(parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      requireFinite(parameters[i], i);
      out.putFloat(parameters[i] == 0f ? 0f : parameters[i]);
    }
    return out.array();
  }

  /**
   * Decodes and validates in full; whatever it returns encodes to the same bytes.
   *
   * @throws MalformedArtifactException names the first thing that is wrong
   */
  public static float[] decode(ModelSpec model, byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    if (bytes.length != length(model)) {
      throw new MalformedArtifactException(
          "length %d must be %d for %s".formatted(bytes.length, length(model), model.name()));
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    checkHeader(model, in);
    float[] parameters = new float[model.parameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = in.getFloat();
      requireCanonical(parameters[i], i);
    }
    return parameters;
  }

  private static void requireCanonical(float value, int index) {
    requireFinite(value, index);
    if (value == 0f && Float.floatToRawIntBits(value) != 0) {
      throw new MalformedArtifactException("parameter " + index + " is -0.0, canonical is 0.0");
    }
  }

  /**
   * Checks an artifact's bytes as they come, in pieces of any size, without keeping them. Their
   * number is the caller's to check.
   */
  public static final class Checker {
    private final ModelSpec model;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private int index;
    private int word;
    private int bytesOfWord;
    private double sumOfSquares;

    /** A check of one artifact of this model. */
    public Checker(ModelSpec model) {
      this.model = Objects.requireNonNull(model, "model");
    }

    /**
     * Takes the next bytes.
     *
     * @throws MalformedArtifactException names the first thing that is wrong
     */
    public void take(byte[] bytes, int offset, int length) {
      int at = offset;
      int end = offset + length;
      while (at < end && header.hasRemaining()) {
        header.put(bytes[at++]);
        if (!header.hasRemaining()) {
          checkHeader(model, header.flip());
          header.position(header.limit());
        }
      }
      for (; at < end; at++) {
        word |= (bytes[at] & 0xff) << (8 * bytesOfWord);
        if (++bytesOfWord == Float.BYTES) {
          checkWord();
        }
      }
    }

    /** The sum of the squares of the parameters so far. */
    public double sumOfSquares() {
      return sumOfSquares;
    }

    private void checkWord() {
      float value = Float.intBitsToFloat(word);
      requireCanonical(value, index++);
      sumOfSquares += (double) value * value;
      word = 0;
      bytesOfWord = 0;
    }
  }

  private static void checkHeader(ModelSpec model, ByteBuffer in) {
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new MalformedArtifactException("it does not begin with FEDQ");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new MalformedArtifactException("format version " + version + " must be " + VERSION);
    }
    byte[] configuration = new byte[32];
    in.get(configuration);
    if (!Digest.ofHash(configuration).equals(model.configurationDigest())) {
      throw new MalformedArtifactException("it is not an artifact of model " + model.name());
    }
    requireCount(model, in.getInt());
  }

  private static void requireCount(ModelSpec model, int count) {
    if (count != model.parameterCount()) {
      throw new MalformedArtifactException(
          "parameter count %d must be %d for %s"
              .formatted(count, model.parameterCount(), model.name()));
    }
  }

  private static void requireFinite(float value, int index) {
    if (!Float.isFinite(value)) {
      throw new MalformedArtifactException("parameter " + index + " is " + value + ", not finite");
    }
  }
}
