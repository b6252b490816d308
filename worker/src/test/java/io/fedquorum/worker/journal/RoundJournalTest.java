package io.fedquorum.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.round.RoundFacts;
import io.fedquorum.worker.round.RoundKey;
import io.fedquorum.worker.round.RoundRecord;
import io.fedquorum.worker.round.RoundState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundJournalTest {
  private static final RoundKey KEY = new RoundKey(4, 2);
  private static final Digest DIGEST = Digest.of(new byte[] {3});
  @TempDir private Path directory;

  private static List<RoundRecord> life() {
    RoundFacts facts =
        RoundFacts.opened(KEY, 10, Bytes32.ZERO, 1, DIGEST, DIGEST)
            .assigned(Bytes32.ZERO, DIGEST, 99);
    RoundState.Opened opened = new RoundState.Opened();
    RoundState.Assigned assigned = opened.assigned(List.of(3, 5));
    RoundState.Assigned both = assigned.result(DIGEST, 7).result(DIGEST, 8);
    RoundState.Trained trained = both.trained(Bytes32.ZERO);
    RoundState.Committed committed = trained.committed();
    List<RoundState> states =
        List.of(
            opened,
            opened.idle(),
            assigned,
            both,
            trained,
            committed,
            committed.revealed(),
            committed.revealed().delivered(),
            new RoundState.Uploaded().done(),
            trained.missed("late"));
    return states.stream().map(state -> new RoundRecord(facts, state)).toList();
  }

  @Test
  void shouldGiveBackTheLastWholeRecordWhereverAWriteWasCut() throws IOException {
    Path log = directory.resolve("rounds/4-2/log");
    List<Integer> ends = new ArrayList<>();
    try (RoundJournal journal = RoundJournal.open(directory)) {
      for (RoundRecord entry : life()) {
        journal.write(entry);
        ends.add((int) Files.size(log));
      }
    }
    byte[] whole = Files.readAllBytes(log);

    for (int length = 0; length <= whole.length; length++) {
      Files.createDirectories(log.getParent());
      Files.write(log, Arrays.copyOf(whole, length));
      int records = (int) ends.stream().filter(shorter(length)).count();
      try (RoundJournal journal = RoundJournal.open(directory)) {
        List<RoundRecord> expected = records == 0 ? List.of() : List.of(life().get(records - 1));
        assertThat(journal.load()).as("cut at %d", length).isEqualTo(expected);
        journal.write(life().get(0));
      }
      try (RoundJournal journal = RoundJournal.open(directory)) {
        assertThat(journal.load()).as("cut at %d", length).containsExactly(life().get(0));
      }
    }
  }

  private static java.util.function.Predicate<Integer> shorter(int length) {
    return end -> end <= length;
  }

  @Test
  void shouldNotTrustALineWithAChangedByte() throws IOException {
    Path log = directory.resolve("rounds/4-2/log");
    try (RoundJournal journal = RoundJournal.open(directory)) {
      journal.write(life().get(2));
      journal.write(life().get(4));
    }
    byte[] content = Files.readAllBytes(log);
    content[content.length - 20] ^= 1;
    Files.write(log, content);

    try (RoundJournal journal = RoundJournal.open(directory)) {
      assertThat(journal.load()).containsExactly(life().get(2));
    }
  }

  @Test
  void shouldNotHandOutADamagedResult() throws IOException {
    try (RoundJournal journal = RoundJournal.open(directory)) {
      byte[] content = {1, 2, 3};
      Digest digest = Digest.of(content);
      journal.write(life().get(2));
      journal.writeResult(KEY, digest, content);
      assertThat(journal.result(KEY, digest)).contains(content);

      Files.write(directory.resolve("rounds/4-2").resolve(digest.value()), new byte[] {1, 2});

      assertThat(journal.result(KEY, digest)).isEmpty();
      assertThat(journal.result(KEY, DIGEST)).isEmpty();
    }
  }

  @Test
  void shouldKeepASecondWorkerOut() {
    try (RoundJournal first = RoundJournal.open(directory)) {
      assertThat(first.load()).isEmpty();
      assertThatThrownBy(() -> RoundJournal.open(directory))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("is used by another worker");
    }
  }
}
