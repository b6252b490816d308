package io.fedquorum.worker.artifact;

import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.DeploymentInfo;
import java.net.http.HttpRequest;
import java.util.Objects;

/** Asks the coordinator what a worker must know before it joins. */
public final class DeploymentClient {
  private static final int MOST_BYTES = 64 * 1024;
  private final Transport transport;

  public DeploymentClient(Transport transport) {
    this.transport = Objects.requireNonNull(transport, "transport");
  }

  /**
   * The deployment.
   *
   * @throws CoordinatorUnavailableException when it may be asked again
   * @throws IllegalArgumentException when the answer is not a deployment; the message says where
   */
  public DeploymentInfo deployment() {
    byte[] json =
        transport.send(
            HttpRequest.newBuilder(transport.address("/api/v1/deployment"))
                .header("Accept", "application/json"),
            MOST_BYTES);
    return CanonicalJson.read(json, DeploymentInfo.class);
  }
}
