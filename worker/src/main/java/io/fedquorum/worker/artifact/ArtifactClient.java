package io.fedquorum.worker.artifact;

import io.fedquorum.protocol.Digest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;

/** The coordinator's artifact store over HTTP, with signed requests. */
public final class ArtifactClient implements Artifacts {
  /** A result's upload carries its training time in this header; statistics only. */
  public static final String TRAINING_MILLIS = "X-Fedquorum-Training-Millis";

  private static final String PATH = "/api/v1/artifacts/";
  private static final int MOST_ANSWER_BYTES = 64 * 1024;
  private static final byte[] NO_BODY = {};
  private final Transport transport;
  private final RequestSigner signer;

  public ArtifactClient(Transport transport, RequestSigner signer) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.signer = Objects.requireNonNull(signer, "signer");
  }

  @Override
  public byte[] get(Digest digest, int limit) {
    byte[] content = transport.send(request("GET", PATH + digest, NO_BODY), limit);
    Digest actual = Digest.of(content);
    if (!actual.equals(digest)) {
      throw new WrongArtifactException(
          "artifact " + digest + " came with other bytes, of digest " + actual);
    }
    return content;
  }

  @Override
  public boolean has(Digest digest) {
    try {
      transport.send(request("HEAD", PATH + digest, NO_BODY), MOST_ANSWER_BYTES);
      return true;
    } catch (NotYetKnownException e) {
      return false;
    }
  }

  @Override
  public void put(Digest digest, byte[] content, long trainingMillis) {
    transport.send(
        request("PUT", PATH + digest, content)
            .header("Content-Type", "application/octet-stream")
            .header(TRAINING_MILLIS, Long.toString(trainingMillis)),
        MOST_ANSWER_BYTES);
  }

  /** Sends any signed request and drops the answer. */
  public void send(String method, String path, byte[] body) {
    transport.send(request(method, path, body), MOST_ANSWER_BYTES);
  }

  private HttpRequest.Builder request(String method, String path, byte[] body) {
    URI address = transport.address(path);
    String signed = address.getRawPath();
    if (address.getRawQuery() != null) {
      signed += "?" + address.getRawQuery();
    }
    return HttpRequest.newBuilder(address)
        .method(
            method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
        .header("Authorization", signer.authorization(method, signed, body));
  }
}
