package io.fedquorum.worker.training.wire;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Messages as bytes: a kind, then the fields in order; big-endian numbers, text as UTF-8. */
final class MessageCodec {
  private static final int TRAIN = 1;
  private static final int EVALUATE = 2;
  private static final int READY = 3;
  private static final int TRAINED = 4;
  private static final int EVALUATED = 5;
  private static final int FAILED = 6;

  private MessageCodec() {}

  static byte[] encode(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (message instanceof Message.Train train) {
        out.writeByte(TRAIN);
        write(out, train);
      } else if (message instanceof Message.Evaluate evaluate) {
        out.writeByte(EVALUATE);
        text(out, evaluate.model().name());
        blob(out, evaluate.artifact());
      } else if (message instanceof Message.Ready ready) {
        out.writeByte(READY);
        write(out, ready.profile());
      } else if (message instanceof Message.Trained trained) {
        out.writeByte(TRAINED);
        blob(out, trained.artifact());
        text(out, trained.loss().toPlainString());
      } else if (message instanceof Message.Evaluated evaluated) {
        out.writeByte(EVALUATED);
        out.writeInt(evaluated.correct());
        out.writeInt(evaluated.total());
        text(out, evaluated.loss().toPlainString());
      } else if (message instanceof Message.Failed failed) {
        out.writeByte(FAILED);
        text(out, failed.fault().name());
        text(out, failed.text());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a message.
   *
   * @throws IOException when the bytes are no message; it says which kind was tried
   */
  static Message decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int kind = bytes.length == 0 ? 0 : in.readUnsignedByte();
    try {
      return decode(kind, in);
    } catch (EOFException e) {
      throw new IOException("a message of kind " + kind + " is cut off", e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // The values check themselves: names, digests, decimals, ranges.
      throw new IOException("a message of kind " + kind + " is malformed: " + e.getMessage(), e);
    }
  }

  private static Message decode(int kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case TRAIN -> readTrain(in);
      case EVALUATE -> new Message.Evaluate(ModelSpec.parse(text(in)), blob(in));
      case READY -> new Message.Ready(readProfile(in));
      case TRAINED -> new Message.Trained(blob(in), decimal(in));
      case EVALUATED -> new Message.Evaluated(in.readInt(), in.readInt(), decimal(in));
      case FAILED -> new Message.Failed(Message.Fault.valueOf(text(in)), text(in));
      default -> throw new IOException("message kind " + kind + " is unknown");
    };
  }

  private static void write(DataOutputStream out, Message.Train train) throws IOException {
    Hyperparameters how = train.hyperparameters();
    text(out, train.model().name());
    blob(out, train.artifact());
    text(out, how.learningRate().toString());
    text(out, how.momentum().toString());
    out.writeInt(how.batchSize());
    out.writeInt(how.epochs());
    out.writeLong(train.permutation());
    out.writeInt(train.job().index());
    out.writeInt(train.job().from());
    out.writeInt(train.job().to());
    out.writeLong(train.job().seed());
  }

  private static Message.Train readTrain(DataInputStream in) throws IOException {
    return new Message.Train(
        ModelSpec.parse(text(in)),
        blob(in),
        new Hyperparameters(decimal(in), decimal(in), in.readInt(), in.readInt()),
        in.readLong(),
        new Job(in.readInt(), in.readInt(), in.readInt(), in.readLong()));
  }

  private static void write(DataOutputStream out, NumericProfile profile) throws IOException {
    text(out, profile.engine());
    text(out, profile.nativeBuild());
    text(out, profile.blas());
    out.writeInt(profile.threads());
    text(out, profile.canary().value());
  }

  private static NumericProfile readProfile(DataInputStream in) throws IOException {
    return new NumericProfile(text(in), text(in), text(in), in.readInt(), new Digest(text(in)));
  }

  private static BigDecimal decimal(DataInputStream in) throws IOException {
    return new BigDecimal(text(in));
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    blob(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(blob(in), StandardCharsets.UTF_8);
  }

  private static void blob(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] blob(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(Math.max(0, length));
    if (bytes.length != length) {
      throw new IOException("a field of " + length + " bytes is cut off");
    }
    return bytes;
  }
}
