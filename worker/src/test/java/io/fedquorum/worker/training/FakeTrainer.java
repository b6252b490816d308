package io.fedquorum.worker.training;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.wire.FrameReader;
import io.fedquorum.worker.training.wire.FrameWriter;
import io.fedquorum.worker.training.wire.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trainer that misbehaves as its first argument says; the second is a file of its own. */
public final class FakeTrainer {
  private FakeTrainer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String manner = arguments[0];
    boolean first = !Files.exists(Path.of(arguments[1]));
    Files.writeString(Path.of(arguments[1]), "started");
    if (manner.equals("no-start")) {
      System.exit(7);
    }
    OutputStream out = System.out;
    FrameWriter answers = new FrameWriter(out);
    noise(out, manner, "before the profile\n");
    int canary = manner.equals("other-profile") && !first ? 1 : 0;
    answers.write(
        new Message.Ready(
            new NumericProfile("fake", "none", "none", 1, Digest.of(new byte[] {(byte) canary}))));
    FrameReader requests = new FrameReader(new BufferedInputStream(System.in), line -> {});
    while (requests.read().isPresent()) {
      if (manner.equals("hang")) {
        Thread.sleep(Long.MAX_VALUE);
      }
      if (first && (manner.equals("die") || manner.equals("other-profile"))) {
        Runtime.getRuntime().halt(134);
      }
      noise(out, manner, "no newline, then a frame");
      answers.write(new Message.Evaluated(1, 2, new BigDecimal("0.500000")));
      noise(out, manner, "after\n");
    }
  }

  private static void noise(OutputStream out, String manner, String text) throws IOException {
    if (manner.equals("noise")) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
