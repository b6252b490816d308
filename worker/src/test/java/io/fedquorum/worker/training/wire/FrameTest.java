package io.fedquorum.worker.training.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameTest {
  private static final Message READY =
      new Message.Ready(
          new NumericProfile("engine", "build", "blas", 1, Digest.of(new byte[] {1})));

  private final List<String> noise = new ArrayList<>();

  static Stream<Message> messages() {
    ModelSpec model = ModelSpec.parse("mlp-3-2");
    Hyperparameters how = new Hyperparameters(new BigDecimal("0.10"), BigDecimal.ZERO, 64, 2);
    return Stream.of(
        READY,
        new Message.Train(model, new byte[] {1, 2}, how, -5L, new Job(3, 10, 20, Long.MIN_VALUE)),
        new Message.Evaluate(model, new byte[] {9}),
        new Message.Trained(new byte[] {0, 'F', 'E', 'D', 'Q'}, new BigDecimal("0.000012")),
        new Message.Evaluated(7, 10, new BigDecimal("2.302585")),
        new Message.Failed(Message.Fault.NON_FINITE, "größer"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldReadWhatWasWritten(Message message) throws IOException {
    Optional<Message> read = reader(frame(message)).read();

    assertThat(read).get().usingRecursiveComparison().isEqualTo(message);
  }

  @Test
  void shouldPassOverForeignBytesBetweenFrames() throws IOException {
    // given: text, the beginning of a frame's magic, and a frame that begins with it once more
    byte[] magicPrefix = {0, 'F', 'E', 0};
    FrameReader reader =
        reader(text("OMP: warning\nmore "), magicPrefix, frame(READY), text("x\n"), frame(READY));

    // when
    Optional<Message> first = reader.read();
    Optional<Message> second = reader.read();

    // then
    assertThat(first).contains(READY);
    assertThat(second).contains(READY);
    assertThat(reader.read()).isEmpty();
    assertThat(noise).hasSize(3).startsWith("OMP: warning").endsWith("x");
  }

  @Test
  void shouldRefuseADamagedFrame() throws IOException {
    byte[] frame = frame(READY);
    frame[frame.length - 1] ^= 1;

    assertThatThrownBy(() -> reader(frame).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged: its CRC-32 is wrong");
  }

  @Test
  void shouldRefuseAFrameThatIsCutOff() throws IOException {
    byte[] frame = frame(READY);

    assertThatThrownBy(() -> reader(Arrays.copyOf(frame, frame.length - 1)).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a frame ends after");
  }

  @Test
  void shouldRefuseALengthThatNoFrameHas() throws IOException {
    byte[] frame = frame(READY);
    frame[FrameWriter.MAGIC.length] = -1;

    assertThatThrownBy(() -> reader(frame).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must have 0 to");
  }

  private FrameReader reader(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return new FrameReader(new ByteArrayInputStream(all.toByteArray()), noise::add);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] frame(Message message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FrameWriter(out).write(message);
    return out.toByteArray();
  }
}
