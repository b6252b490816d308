package io.fedquorum.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashPointTest {
  @TempDir Path directory;

  /** In the child: passes two places, three times. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      for (int i = 1; i <= 3; i++) {
        CrashPoint.STEP_BEFORE.pass();
        System.out.println(i);
        CrashPoint.STEP_STORED.pass();
      }
    }
  }

  private record Outcome(int exit, String out) {}

  @Test
  void shouldDoNothingUnlessItIsAsked() throws Exception {
    assertThat(run(Optional.empty())).isEqualTo(new Outcome(0, "1\n2\n3\n"));
  }

  @Test
  void shouldBeDocumentedPlaceByPlace() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "ref-reliability.md"));

    for (CrashPoint point : CrashPoint.values()) {
      assertThat(page).contains("| `" + point.label() + "` |");
    }
  }

  @Test
  void shouldHaltAtTheNamedPlace() throws Exception {
    assertThat(run(Optional.of("step-stored"))).isEqualTo(new Outcome(CrashPoint.EXIT, "1\n"));
    assertThat(run(Optional.of("step-before:3"))).isEqualTo(new Outcome(CrashPoint.EXIT, "1\n2\n"));
  }

  @Test
  void shouldHaltOnceWhereAFileSaysSo() throws Exception {
    Path plan = Files.writeString(directory.resolve("plan"), "step-stored:2\n");

    assertThat(run(Optional.of("@" + plan))).isEqualTo(new Outcome(CrashPoint.EXIT, "1\n2\n"));
    assertThat(plan).doesNotExist();
    assertThat(run(Optional.of("@" + plan)).exit()).isZero();
  }

  private static Outcome run(Optional<String> plan) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    plan.ifPresent(words -> command.add("-D" + CrashPoint.PROPERTY + "=" + words));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(child.waitFor(), out);
  }
}
