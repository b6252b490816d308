package io.fedquorum.worker.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.fake.Bench;
import io.fedquorum.worker.fake.FakeChain;
import io.fedquorum.worker.fake.FakeCoordinator;
import io.fedquorum.worker.fake.FakeCoordinator.Taken;
import io.fedquorum.worker.fake.FakeSigner;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArtifactClientTest {
  private static final byte[] CONTENT = {1, 2, 3, 4};
  private static final Digest DIGEST = Digest.of(CONTENT);
  private FakeCoordinator coordinator;

  @BeforeEach
  void begin() throws IOException {
    coordinator = new FakeCoordinator();
  }

  @AfterEach
  void end() {
    coordinator.close();
  }

  private ArtifactClient client(URI uri, long chainId) {
    return new ArtifactClient(
        new Transport(uri, Duration.ofSeconds(20)),
        new RequestSigner(
            new FakeSigner(Bench.WORKER),
            chainId,
            FakeChain.CONTRACTS.jobs(),
            Clock.systemUTC(),
            new SecureRandom()));
  }

  private ArtifactClient client() {
    return client(coordinator.uri(), FakeChain.CHAIN_ID);
  }

  @Test
  void shouldSignEachKindOfRequest() {
    assertThat(client().has(DIGEST)).isFalse();
    client().put(DIGEST, CONTENT, 1234);
    assertThat(client().has(DIGEST)).isTrue();
    assertThat(client().get(DIGEST, 4)).isEqualTo(CONTENT);

    assertThat(coordinator.taken()).extracting(Taken::status).containsExactly(404, 201, 200, 200);
    assertThat(coordinator.taken().get(1).trainingMillis()).isEqualTo("1234");
  }

  @Test
  void shouldPassOnWhyARequestIsRefused() {
    assertThatThrownBy(() -> client().put(Digest.of(new byte[0]), CONTENT, 1))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("status 422, no");
  }

  @Test
  void shouldBeRefusedWithASignatureForAnotherChain() {
    assertThatThrownBy(() -> client(coordinator.uri(), 5).get(DIGEST, 4))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("status 401");
  }

  @Test
  void shouldRefuseOtherBytes() {
    coordinator.corrupt(DIGEST, new byte[] {9});

    assertThatThrownBy(() -> client().get(DIGEST, 4))
        .isInstanceOf(WrongArtifactException.class)
        .hasMessageContaining("came with other bytes");
  }

  @Test
  void shouldNotReadMoreThanItsLimit() {
    coordinator.corrupt(DIGEST, new byte[1 << 20]);

    assertThatThrownBy(() -> client().get(DIGEST, 4))
        .isInstanceOf(WrongArtifactException.class)
        .hasMessageContaining("longer than 4 bytes");
  }

  @Test
  void shouldSayThatNobodyListens() {
    URI uri = coordinator.uri();
    coordinator.close();

    assertThatThrownBy(() -> client(uri, 5).get(DIGEST, 4))
        .isInstanceOf(CoordinatorUnavailableException.class)
        .hasMessageContaining(uri + " does not answer");
  }
}
