package io.fedquorum.network.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.network.node.NetworkException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProcessTest {
  @TempDir Path directory;

  @Test
  void shouldBeFoundAgainThroughItsFileAndStopped() {
    // given
    NodeProcess process = sleep();
    process.save(directory);

    // when
    boolean before = NodeProcess.isRunning(directory);
    NodeProcess.stop(directory);

    // then
    assertThat(before).isTrue();
    assertThat(NodeProcess.isRunning(directory)).isFalse();
    assertThat(ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void shouldNotStopAnotherProcessThatGotItsId() {
    // given: a file of an earlier process with this id, started an hour before
    NodeProcess process = sleep();
    new NodeProcess(process.pid(), process.startedMillis() - 3_600_000, process.command())
        .save(directory);

    // when
    NodeProcess.stop(directory);

    // then
    assertThat(process.isRunning()).isTrue();
    process.stop();
  }

  @Test
  void shouldNotStopAnotherProgramStartedAtTheSameTime() {
    // given
    NodeProcess process = sleep();
    new NodeProcess(process.pid(), process.startedMillis(), "/opt/quorum/geth").save(directory);

    // when
    NodeProcess.stop(directory);

    // then
    assertThat(process.isRunning()).isTrue();
    process.stop();
  }

  @Test
  void shouldSeeADamagedFileAsNoProcess() throws IOException {
    // given
    Files.writeString(directory.resolve("process.json"), "{\"pid\":");

    // when / then
    assertThat(NodeProcess.isRunning(directory)).isFalse();
  }

  @Test
  void shouldRefuseATakenPort() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> Ports.requireFree("validator-1 RPC", port))
          .hasMessageContaining("validator-1 RPC port '" + port + "' is taken")
          .extracting(e -> ((NetworkException) e).reason())
          .isEqualTo(Reason.PORT_TAKEN);
    }
  }

  private NodeProcess sleep() {
    String program = Programs.find("sleep").orElseThrow().toString();
    return NodeProcess.start(List.of(program, "60"), Map.of(), directory.resolve(NodeProcess.LOG));
  }
}
