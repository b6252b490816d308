package io.fedquorum.worker.training.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings the four packed MNIST files from a mirror; only files with the known digests are kept. */
public final class MnistDownload {
  /** Public mirrors, in the order in which they are tried. */
  public static final List<URI> PUBLIC_MIRRORS =
      List.of(
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

  /** The largest packed file has 9.9 MB. */
  private static final long LONGEST = 16L << 20;

  private static final Duration CONNECT = Duration.ofSeconds(4);

  private final KnownDataset known;
  private final Duration timeout;
  private final Consumer<String> notes;

  MnistDownload(KnownDataset known, Duration timeout, Consumer<String> notes) {
    this.known = known;
    this.timeout = timeout;
    this.notes = notes;
  }

  /**
   * Downloads into the directory, which appears only when all four files are there and checked.
   *
   * @return nothing when no mirror could give them; each mirror's reason is noted in one line
   */
  Optional<Dataset> into(Path directory, List<URI> mirrors) {
    for (URI mirror : mirrors) {
      URI base = mirror.toString().endsWith("/") ? mirror : URI.create(mirror + "/");
      try {
        notes.accept("downloading " + known.ref().name() + " from " + base);
        Directories.create(directory, fresh -> fetchAll(base, fresh));
        return Optional.of(new Dataset(known.ref(), directory, base.toString()));
      } catch (IOException | DatasetException e) {
        notes.accept("no " + known.ref().name() + " from " + base + ": " + reason(e));
      }
    }
    return Optional.empty();
  }

  private void fetchAll(URI base, Path directory) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    for (DatasetFile file : DatasetFile.values()) {
      String name = file.fileName() + ".gz";
      Path target = directory.resolve(name);
      fetch(client, base.resolve(name), target);
      known.verify(file, target);
    }
  }

  private void fetch(HttpClient client, URI address, Path target) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException(address + " answered with status " + response.statusCode());
        }
        save(address, body, target);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Copies with a limit on bytes and on time: a body that trickles in forever is given up. */
  private void save(URI address, InputStream body, Path target) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    long left = LONGEST;
    byte[] buffer = new byte[1 << 16];
    try (var out = Files.newOutputStream(target)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        left -= n;
        if (left < 0 || System.nanoTime() - deadline > 0) {
          throw new IOException(
              address + ": the body must be below " + LONGEST + " bytes and come in " + timeout);
        }
        out.write(buffer, 0, n);
      }
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
