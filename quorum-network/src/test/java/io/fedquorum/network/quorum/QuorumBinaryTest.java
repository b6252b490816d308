package io.fedquorum.network.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.plan.Consensus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuorumBinaryTest {
  @TempDir Path directory;

  @Test
  void shouldRecogniseBothLines() throws IOException {
    // when
    QuorumBinary modern = find("Geth\nVersion: 1.10.3-stable\nQuorum Version: 24.4.1\n");
    QuorumBinary old = find("Geth\nVersion: 1.9.7-stable\nQuorum Version: 21.1.0\n");

    // then
    assertThat(modern.isModern()).isTrue();
    assertThat(modern.consensus(Consensus.AUTO)).isEqualTo(Consensus.QBFT);
    assertThat(modern.consensus(Consensus.IBFT)).isEqualTo(Consensus.IBFT);
    assertThat(old.isModern()).isFalse();
    assertThat(old.consensus(Consensus.AUTO)).isEqualTo(Consensus.IBFT);
    assertThatThrownBy(() -> old.consensus(Consensus.QBFT))
        .hasMessage("consensus 'qbft' must be one GoQuorum 21.1.0 has: auto, ibft");
  }

  @Test
  void shouldNotTakePlainGeth() {
    assertThatThrownBy(() -> find("Geth\nVersion: 1.13.15-stable\n"))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("must be a GoQuorum geth of version 21 or newer");
  }

  @Test
  void shouldNotTakeAGoQuorumThatIsTooOld() {
    assertThatThrownBy(() -> find("Geth\nVersion: 1.9.7-stable\nQuorum Version: 2.7.0\n"))
        .hasMessageContaining("version 21 or newer");
  }

  @Test
  void shouldNameAFileThatIsMissing() {
    assertThatThrownBy(() -> QuorumBinary.find(Optional.of("/no/such/geth")))
        .isInstanceOf(NetworkException.class)
        .hasMessage("FEDQ_GETH '/no/such/geth' must be a GoQuorum geth of version 21 or newer");
  }

  private QuorumBinary find(String printed) throws IOException {
    Path program = directory.resolve("geth");
    Files.writeString(program, "#!/bin/sh\ncat <<'END'\n" + printed + "END\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return QuorumBinary.find(Optional.of(program.toString())).orElseThrow();
  }
}
