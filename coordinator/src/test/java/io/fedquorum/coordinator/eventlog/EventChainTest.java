package io.fedquorum.coordinator.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventChainTest {
  private static final String TIME = "2026-11-21T08:00:00.123Z";

  @Test
  void shouldReturnTheEventsOfAnUntouchedLog() {
    List<LoggedEvent> events = EventChain.verify(log(3).stream());

    assertThat(events).extracting(LoggedEvent::sequence).containsExactly(1L, 2L, 3L);
    assertThat(events.get(0).previoushash()).isEqualTo(LoggedEvent.GENESIS);
    assertThat(events.get(2).previoushash()).isEqualTo(events.get(1).hash());
  }

  @Test
  void shouldAcceptAnEmptyLog() {
    assertThat(EventChain.verify(List.<String>of().stream())).isEmpty();
  }

  @Test
  void shouldNoticeAChangeOfAnyByteAndNameItsLine() {
    List<String> log = log(3);
    byte[] original = log.get(1).getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < original.length; i++) {
      byte[] changed = original.clone();
      changed[i] ^= 1;
      List<String> tampered = new ArrayList<>(log);
      tampered.set(1, new String(changed, StandardCharsets.UTF_8));

      BrokenChainException fault =
          catchThrowableOfType(
              BrokenChainException.class, () -> EventChain.verify(tampered.stream()));

      assertThat(fault).as("byte %d of %s", i, tampered.get(1)).isNotNull();
      assertThat(fault.line()).isEqualTo(2);
    }
  }

  @Test
  void shouldNoticeAMissingFirstLine() {
    assertThatThrownBy(() -> EventChain.verify(log(3).stream().skip(1)))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining("line 1: sequence 2 must be 1");
  }

  @Test
  void shouldNoticeAMissingLineInTheMiddle() {
    List<String> log = new ArrayList<>(log(3));
    log.remove(1);

    assertThatThrownBy(() -> EventChain.verify(log.stream()))
        .hasMessageContaining("line 2: sequence 3 must be 2");
  }

  @Test
  void shouldNoticeSwappedLines() {
    List<String> log = new ArrayList<>(log(3));
    Collections.swap(log, 1, 2);

    assertThatThrownBy(() -> EventChain.verify(log.stream())).hasMessageContaining("line 2");
  }

  @Test
  void shouldNoticeALineOfAnotherTraining() {
    LoggedEvent first = event("a", 1, LoggedEvent.GENESIS);
    LoggedEvent second = event("b", 2, first.hash());

    assertThatThrownBy(() -> EventChain.verify(List.of(text(first), text(second)).stream()))
        .hasMessageContaining("line 2: subject 'b' must be 'a'");
  }

  @Test
  void shouldNoticeALineWhoseHashWasRecomputed() {
    List<String> log = new ArrayList<>(log(3));
    LoggedEvent honest =
        CanonicalJson.read(log.get(1).getBytes(StandardCharsets.UTF_8), LoggedEvent.class);
    LoggedEvent forged =
        LoggedEvent.seal(
            honest.subject(),
            2,
            honest.previoushash(),
            honest.type(),
            TIME,
            EventData.canonical(Map.of("paid", "1000000")));
    log.set(1, text(forged));

    assertThatThrownBy(() -> EventChain.verify(log.stream()))
        .hasMessageContaining("line 3: previoushash");
  }

  @Test
  void shouldRefuseSpacesThatDoNotChangeTheValue() {
    String spaced = log(1).get(0).replace("\"id\":", "\"id\": ");

    assertThatThrownBy(() -> EventChain.verify(List.of(spaced).stream()))
        .hasMessageContaining("line 1: it is not in canonical form");
  }

  @Test
  void shouldReadBackTheSameBytesWhateverTheNumbers() {
    Map<String, Object> data =
        Map.of(
            "trailing", new BigDecimal("1.500"),
            "large", new BigDecimal("1E+30"),
            "tiny", new BigDecimal("0.000000012300"),
            "zero", new BigDecimal("0.00"),
            "wei", new java.math.BigInteger("123456789012345678901234567890"));
    LoggedEvent event =
        LoggedEvent.seal("t", 1, LoggedEvent.GENESIS, "x", TIME, EventData.canonical(data));

    LoggedEvent read = CanonicalJson.read(event.bytes(), LoggedEvent.class);

    assertThat(read.bytes()).isEqualTo(event.bytes());
    assertThat(read.computedHash()).isEqualTo(event.hash());
  }

  @Test
  void shouldRefuseBinaryFloatingPointAndNameTheField() {
    Map<String, Object> data = Map.of("round", Map.of("loss", List.of(0.1)));

    assertThatThrownBy(() -> EventData.canonical(data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "event data /round/loss/0 '0.1' is binary floating point, must be a BigDecimal");
  }

  private static List<String> log(int length) {
    List<String> lines = new ArrayList<>();
    Digest previous = LoggedEvent.GENESIS;
    for (int i = 1; i <= length; i++) {
      LoggedEvent event = event("t-1", i, previous);
      previous = event.hash();
      lines.add(text(event));
    }
    return lines;
  }

  private static LoggedEvent event(String training, long sequence, Digest previous) {
    return LoggedEvent.seal(
        training,
        sequence,
        previous,
        "io.fedquorum.round.opened",
        TIME,
        EventData.canonical(Map.of("round", sequence, "loss", new BigDecimal("0.250"))));
  }

  private static String text(LoggedEvent event) {
    return new String(event.bytes(), StandardCharsets.UTF_8);
  }
}
