package io.fedquorum.coordinator.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.eventlog.BrokenChainException;
import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.eventlog.LoggedEvent;
import io.fedquorum.coordinator.eventlog.SealedLog;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.round.TrainingState;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import io.fedquorum.coordinator.training.TrainingRequest;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.MalformedArtifactException;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.protocol.RequestAuthorization;
import io.fedquorum.worker.training.dataset.DatasetException;
import io.fedquorum.worker.training.dataset.IdxFile;
import io.fedquorum.worker.training.wire.FrameReader;
import io.fedquorum.worker.training.wire.FrameWriter;
import io.fedquorum.worker.training.wire.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that reads bytes which others wrote, without a network in between. */
class ReadersFuzzTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-4-3-2");

  /** Of a frame: 8 bytes of magic, length, CRC-32. */
  private static final int HEADER = 16;

  private static World world;
  private static Run run;

  @TempDir private Path directory;

  @BeforeAll
  static void runATraining() {
    world = World.of(7, 2, Behaviour.COLLUDING);
    run = new Run(world, Specs.rounds(2)).toEnd();
  }

  @Test
  void artifact() throws Exception {
    float[] parameters = new float[MODEL.parameterCount()];
    Arrays.fill(parameters, 0.25f);
    byte[] sample = ModelArtifact.encode(MODEL, parameters);

    Fuzz.run(
        "artifact",
        List.of(sample),
        bytes -> {
          float[] read = ModelArtifact.decode(MODEL, bytes);
          assertThat(ModelArtifact.encode(MODEL, read)).isEqualTo(bytes);
        },
        MalformedArtifactException.class);
  }

  @Test
  void idxFile() throws Exception {
    byte[] images = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4};
    byte[] labels = {0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 9};

    fuzzIdx("idx-images", images, true);
    fuzzIdx("idx-labels", labels, false);
  }

  private void fuzzIdx(String name, byte[] sample, boolean images) throws Exception {
    Path file = directory.resolve(name);
    Fuzz.run(
        name,
        List.of(sample, gzip(sample)),
        bytes -> {
          Files.write(file, bytes);
          IdxFile.read(file, images);
        },
        DatasetException.class);
  }

  @Test
  void eventLog() throws Exception {
    List<String> log = run.log();
    byte[] sample = String.join("\n", log.subList(0, 6)).getBytes(StandardCharsets.UTF_8);

    Fuzz.run(
        "event-log",
        List.of(sample),
        bytes -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          for (LoggedEvent event : EventChain.verify(text.lines())) {
            Facts.read(event.type(), event.data());
          }
        },
        BrokenChainException.class);
  }

  /** Hashes are no protection: whoever can hash seals what he likes. */
  @Test
  void facts() throws Exception {
    Map<String, byte[]> samples = new TreeMap<>();
    for (SealedLog.Entry entry : SealedLog.open(run.log())) {
      samples.put(entry.type(), CanonicalJson.write(entry.data()));
    }
    assertThat(samples).hasSizeGreaterThan(10);
    List<byte[]> typed = new ArrayList<>();
    samples.forEach((type, data) -> typed.add(concat(type + "\n", data)));

    Fuzz.run("facts", typed, ReadersFuzzTest::readFact, IllegalArgumentException.class);
  }

  /** The type, a line feed, the data. */
  private static void readFact(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = Math.max(0, text.indexOf('\n'));
    byte[] json = text.substring(end).getBytes(StandardCharsets.UTF_8);
    Fact fact = Facts.read(text.substring(0, end), CanonicalJson.read(json, JsonNode.class));
    CanonicalJson.write(Facts.toJson(fact));
  }

  private static byte[] concat(String text, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  @Test
  void documents() throws Exception {
    List<byte[]> artifacts = world.artifacts().all();
    fuzzJson("job-list", JobList.class, named(artifacts, "permutationSeed"));
    fuzzJson("assignment", Assignment.class, named(artifacts, "eligible"));
    fuzzJson("verdict-list", VerdictList.class, named(artifacts, "basis"));
  }

  @Test
  void specification() throws Exception {
    fuzzJson("spec", TrainingSpec.class, List.of(CanonicalJson.write(Specs.rounds(2))));
  }

  @Test
  void request() throws Exception {
    String json =
        "{\"name\":\"n\",\"model\":\"mlp-4-3-2\",\"learningRate\":0.1,\"rounds\":3,\"rewardWei\":5,"
            + "\"policy\":\"majority-referee-audit:0.5\",\"design\":\"bibd\",\"momentum\":0.5}";
    Fuzz.run(
        "request",
        List.of(json.getBytes(StandardCharsets.UTF_8)),
        bytes -> {
          TrainingSpec spec = CanonicalJson.read(bytes, TrainingRequest.class).toSpec();
          CanonicalJson.read(CanonicalJson.write(spec), TrainingSpec.class);
        },
        IllegalArgumentException.class,
        InvalidTrainingException.class);
  }

  @Test
  void state() throws Exception {
    List<byte[]> states =
        run.states().stream().map(s -> Run.json(s).getBytes(StandardCharsets.UTF_8)).toList();

    fuzzJson("state", TrainingState.class, states);
  }

  @Test
  void workersAuthorization() throws Exception {
    RequestAuthorization sample =
        new RequestAuthorization(
            Address.of("0x" + "1".repeat(40)), Bytes32.ZERO, 1L, "0x" + "2".repeat(130));

    Fuzz.run(
        "authorization",
        List.of(sample.header().getBytes(StandardCharsets.UTF_8)),
        bytes -> {
          String header = new String(bytes, StandardCharsets.UTF_8);
          assertThat(RequestAuthorization.parse(header).signatureBytes()).hasSize(65);
        },
        IllegalArgumentException.class);
  }

  @Test
  void frames() throws Exception {
    List<byte[]> samples = new ArrayList<>();
    for (Message message : messages()) {
      samples.add(frame(message));
    }

    Fuzz.run("frames", samples, ReadersFuzzTest::readFrames, IOException.class);
  }

  /** The same, with the length and checksum of the frame put right again. */
  @Test
  void messagesInSoundFrames() throws Exception {
    List<byte[]> samples = new ArrayList<>();
    for (Message message : messages()) {
      byte[] frame = frame(message);
      samples.add(Arrays.copyOfRange(frame, HEADER, frame.length));
    }

    Fuzz.run("messages", samples, payload -> readFrames(sealed(payload)), IOException.class);
  }

  private static List<Message> messages() {
    var how = new Hyperparameters(BigDecimal.ONE, BigDecimal.ZERO, 64, 2);
    return List.of(
        new Message.Train(MODEL, new byte[] {1}, how, -5L, new Job(3, 1, 2, 3)),
        new Message.Evaluate(MODEL, new byte[] {9}),
        new Message.Ready(new NumericProfile("e", "n", "b", 1, Digest.of(new byte[1]))),
        new Message.Trained(new byte[] {0, 'F'}, new BigDecimal("0.12")),
        new Message.Evaluated(7, 10, new BigDecimal("2.3")),
        new Message.Failed(Message.Fault.NON_FINITE, "no"));
  }

  private static byte[] frame(Message message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FrameWriter(out).write(message);
    return out.toByteArray();
  }

  private static byte[] sealed(byte[] payload) throws IOException {
    byte[] frame = frame(messages().get(0));
    CRC32 crc = new CRC32();
    crc.update(payload);
    return ByteBuffer.allocate(HEADER + payload.length)
        .put(frame, 0, HEADER - 8)
        .putInt(payload.length)
        .putInt((int) crc.getValue())
        .put(payload)
        .array();
  }

  private static void readFrames(byte[] bytes) throws IOException {
    FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes), noise -> {});
    while (reader.read().isPresent()) {
      // the next
    }
  }

  private static void fuzzJson(String name, Class<?> type, List<byte[]> samples) throws Exception {
    assertThat(samples).isNotEmpty();
    Fuzz.run(
        name,
        samples,
        bytes -> CanonicalJson.write(CanonicalJson.read(bytes, type)),
        IllegalArgumentException.class);
  }

  private static List<byte[]> named(List<byte[]> artifacts, String field) {
    return artifacts.stream()
        .filter(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains(field))
        .toList();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
