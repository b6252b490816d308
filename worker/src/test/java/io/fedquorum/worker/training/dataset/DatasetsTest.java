package io.fedquorum.worker.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  private final List<String> notes = new ArrayList<>();

  @TempDir private Path root;
  private Path source;
  private Path cache;
  private KnownDataset known;

  @BeforeEach
  void makeAKnownDataset() throws IOException {
    cache = root.resolve("cache");
    source = Digits.dataset(new DigitsSize(20, 10), root.resolve("source")).directory();
    Map<DatasetFile, Digest> digests = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      digests.put(file, Digest.of(Files.readAllBytes(source.resolve(file.fileName()))));
    }
    known = new KnownDataset(new DatasetRef("mnist", 20, 10, Digest.of(new byte[1])), digests);
  }

  @Test
  void shouldFlipTrainingLabelsAndNothingElse() throws IOException {
    Dataset whole = known.verified(source, "here");

    Dataset flipped = Datasets.labelFlipped(whole, cache);

    byte[] before = DatasetFile.TRAIN_LABELS.read(source).values();
    byte[] after = DatasetFile.TRAIN_LABELS.read(flipped.directory()).values();
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < after.length; i++) {
      assertThat(after[i]).isEqualTo((byte) (9 - before[i]));
    }
    assertThat(DatasetFile.TRAIN_IMAGES.read(flipped.directory()).values())
        .isEqualTo(DatasetFile.TRAIN_IMAGES.read(source).values());
    assertThat(DatasetFile.TEST_LABELS.read(flipped.directory()).values())
        .isEqualTo(DatasetFile.TEST_LABELS.read(source).values());
    assertThat(flipped.ref().name()).isEqualTo("mnist-label-flipped");
    assertThat(flipped.ref().sha256()).isNotEqualTo(whole.ref().sha256());
  }

  @Test
  void shouldPreferTheConfiguredDirectory() throws IOException {
    Path configured = copy("configured");
    Path candidate = copy("candidate");
    copy("cache/mnist");

    Dataset found =
        resolve(DatasetChoice.AUTO, Optional.of(configured), List.of(candidate), List.of());

    assertThat(found).isEqualTo(new Dataset(known.ref(), configured, "FEDQ_DATA"));
  }

  @Test
  void shouldPreferACandidateToTheCache() throws IOException {
    Path candidate = copy("candidate");
    copy("cache/mnist");

    Dataset found =
        resolve(
            DatasetChoice.AUTO,
            Optional.empty(),
            List.of(root.resolve("missing"), candidate),
            List.of());

    assertThat(found.directory()).isEqualTo(candidate);
  }

  @Test
  void shouldPreferTheCacheToADownload() throws IOException {
    Path cached = copy("cache/mnist");

    Dataset found = resolve(DatasetChoice.MNIST, Optional.empty(), List.of(), List.of(nobody()));

    assertThat(found).isEqualTo(new Dataset(known.ref(), cached, "cache"));
    assertThat(notes).isEmpty();
  }

  @Test
  void shouldDownloadFromTheFirstMirrorThatHasTheRightBytes() throws IOException {
    HttpServer wrong = serve(new byte[] {1, 2, 3});
    HttpServer right = serve(null);
    try {
      Dataset found =
          resolve(
              DatasetChoice.AUTO,
              Optional.empty(),
              List.of(),
              List.of(address(wrong), address(right)));

      assertThat(found)
          .isEqualTo(new Dataset(known.ref(), cache.resolve("mnist"), address(right).toString()));
      assertThat(notes).anyMatch(note -> note.contains("SHA-256 of the unpacked bytes is"));
      try (var kept = Files.list(cache)) {
        assertThat(kept).containsExactly(cache.resolve("mnist"));
      }
    } finally {
      wrong.stop(0);
      right.stop(0);
    }
  }

  @Test
  void shouldFallBackToDigitsAndSaySo() throws IOException {
    Dataset found = resolve(DatasetChoice.AUTO, Optional.empty(), List.of(), List.of(nobody()));

    assertThat(found.ref().name()).isEqualTo("digits");
    assertThat(notes).last().isEqualTo("there is no MNIST here: using generated digits instead");
  }

  @Test
  void shouldNotFallBackWhenMnistWasAskedFor() {
    assertThatThrownBy(
            () -> resolve(DatasetChoice.MNIST, Optional.empty(), List.of(), List.of(nobody())))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("set FEDQ_DATA to a directory with its four files");
  }

  @Test
  void shouldGiveDigitsWhenAskedForThem() throws IOException {
    Path candidate = copy("candidate");

    Dataset found = resolve(DatasetChoice.DIGITS, Optional.empty(), List.of(candidate), List.of());

    assertThat(found.ref().name()).isEqualTo("digits");
  }

  @Test
  void shouldNeverReplaceADamagedFileByDigits() throws IOException {
    Path candidate = copy("candidate");
    Path labels = candidate.resolve(DatasetFile.TEST_LABELS.fileName());
    byte[] bytes = Files.readAllBytes(labels);
    bytes[10] ^= 1;
    Files.write(labels, bytes);

    assertThatThrownBy(
            () -> resolve(DatasetChoice.AUTO, Optional.empty(), List.of(candidate), List.of()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(
            labels.toString(),
            "is " + Digest.of(bytes),
            "must be " + known.files().get(DatasetFile.TEST_LABELS));
  }

  @Test
  void shouldNameAMissingFile() throws IOException {
    Path configured = copy("configured");
    Files.delete(configured.resolve(DatasetFile.TRAIN_LABELS.fileName()));

    assertThatThrownBy(
            () -> resolve(DatasetChoice.AUTO, Optional.of(configured), List.of(), List.of()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(configured.toString(), DatasetFile.TRAIN_LABELS.fileName());
  }

  @Test
  void shouldRefuseAConfiguredDirectoryThatIsNotThere() {
    Path missing = root.resolve("missing");

    assertThatThrownBy(
            () -> resolve(DatasetChoice.AUTO, Optional.of(missing), List.of(), List.of()))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("FEDQ_DATA: '" + missing + "' must be a directory");
  }

  @Test
  void shouldKnowTheRealMnist() {
    assumeTrue(RealMnist.directory().isPresent(), "the real MNIST files are not here");

    Dataset found =
        Datasets.resolve(DatasetChoice.MNIST, sources(RealMnist.directory(), List.of(), List.of()));

    assertThat(found.ref()).isEqualTo(KnownDataset.MNIST.ref());
  }

  @Test
  void shouldRefuseAnUnknownChoice() {
    assertThatThrownBy(() -> DatasetChoice.parse("cifar"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dataset 'cifar' must be auto, mnist or digits");
  }

  private Dataset resolve(
      DatasetChoice choice, Optional<Path> configured, List<Path> candidates, List<URI> mirrors) {
    return Datasets.resolve(choice, sources(configured, candidates, mirrors), known);
  }

  private DatasetSources sources(
      Optional<Path> configured, List<Path> candidates, List<URI> mirrors) {
    return new DatasetSources(
        configured,
        candidates,
        cache,
        mirrors,
        Duration.ofSeconds(10),
        new DigitsSize(10, 10),
        notes::add);
  }

  private Path copy(String name) throws IOException {
    Path target = root.resolve(name);
    Files.createDirectories(target);
    for (DatasetFile file : DatasetFile.values()) {
      Files.copy(source.resolve(file.fileName()), target.resolve(file.fileName()));
    }
    return target;
  }

  /** An address where nothing listens. */
  private static URI nobody() {
    return URI.create("http://127.0.0.1:1/");
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Serves these bytes for each file, or the packed file itself. */
  private HttpServer serve(byte[] content) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring(1).replace(".gz", "");
          byte[] body = content == null ? packed(source.resolve(name)) : content;
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return server;
  }

  private static byte[] packed(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      Files.copy(file, gzip);
    }
    return out.toByteArray();
  }
}
