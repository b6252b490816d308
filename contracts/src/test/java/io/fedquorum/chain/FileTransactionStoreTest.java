package io.fedquorum.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.chain.TransactionStore.Stored;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Keccak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTransactionStoreTest {
  private static final Address ACCOUNT = Address.of("0x" + "aa".repeat(20));
  private static final Address OTHER = Address.of("0x" + "bb".repeat(20));
  private static final Receipt RECEIPT =
      new Receipt(Bytes32.ZERO, 7, Bytes32.ZERO, 21000, false, "AlreadyCommitted(worker=0x01)");

  @TempDir Path directory;
  private Path journal;

  @BeforeEach
  void setUp() {
    journal = directory.resolve(FileTransactionStore.JOURNAL);
  }

  @Test
  void shouldFindEverythingAfterARestart() {
    // given
    Stored one;
    try (FileTransactionStore store = open()) {
      one = reserve(store, "one", ACCOUNT, 5);
      reserve(store, "two", ACCOUNT, 5);
      reserve(store, "three", OTHER, 0);
      store.mined("two", RECEIPT);
    }

    // when
    try (FileTransactionStore store = open()) {
      // then
      Stored found = store.find("one").orElseThrow();
      assertThat(found.raw()).isEqualTo(one.raw());
      assertThat(found).usingRecursiveComparison().isEqualTo(one);
      assertThat(store.find("two").orElseThrow().receipt()).isEqualTo(RECEIPT);
      assertThat(store.pending(ACCOUNT)).extracting(Stored::intent).containsExactly("one");
      assertThat(store.pending(OTHER)).extracting(Stored::intent).containsExactly("three");
      assertThat(reserve(store, "four", ACCOUNT, 5).nonce()).isEqualTo(7);
    }
  }

  @Test
  void shouldGiveAnIntentOneTransaction() {
    try (FileTransactionStore store = open()) {
      // given
      Stored first = reserve(store, "one", ACCOUNT, 0);

      // when
      Stored second = reserve(store, "one", ACCOUNT, 9);

      // then
      assertThat(second).usingRecursiveComparison().isEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 80})
  void shouldCutOffATornLastLine(int cut) throws IOException {
    // given: a crash in the middle of writing the second line
    try (FileTransactionStore store = open()) {
      reserve(store, "one", ACCOUNT, 0);
      reserve(store, "two", ACCOUNT, 0);
    }
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(whole, whole.length - cut));

    // when: the nonce of the lost intent is free again, for nobody ever saw its bytes
    try (FileTransactionStore store = open()) {
      assertThat(store.find("two")).isEmpty();
      assertThat(reserve(store, "three", ACCOUNT, 0).nonce()).isEqualTo(1);
    }

    // then
    try (FileTransactionStore store = open()) {
      assertThat(store.pending(ACCOUNT)).extracting(Stored::intent).containsExactly("one", "three");
    }
  }

  @Test
  void shouldRefuseAJournalThatIsDamagedInTheMiddle() throws IOException {
    // given
    try (FileTransactionStore store = open()) {
      reserve(store, "one", ACCOUNT, 0);
    }
    List<String> lines = Files.readAllLines(journal);
    Files.writeString(journal, "{\"intent\":\n" + lines.get(0) + "\n", StandardCharsets.UTF_8);

    // when, then
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(journal.toString())
        .hasMessageContaining("line 1");
  }

  @Test
  void shouldRefuseASecondUser() {
    try (FileTransactionStore store = open()) {
      assertThat(store.pending(ACCOUNT)).isEmpty();
      assertThatThrownBy(this::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void shouldStoreNothingWhenSigningFails() throws IOException {
    try (FileTransactionStore store = open()) {
      // when
      assertThatThrownBy(
              () ->
                  store.reserve(
                      "one",
                      ACCOUNT,
                      0,
                      nonce -> {
                        throw new IllegalArgumentException("no key");
                      }))
          .hasMessage("no key");

      // then
      assertThat(store.find("one")).isEmpty();
      assertThat(Files.size(journal)).isZero();
    }
  }

  @Test
  void shouldNotGrowWhenAReceiptIsToldAgain() throws IOException {
    try (FileTransactionStore store = open()) {
      // given
      reserve(store, "one", ACCOUNT, 0);
      store.mined("one", RECEIPT);
      long size = Files.size(journal);

      // when
      store.mined("one", RECEIPT);

      // then
      assertThat(Files.size(journal)).isEqualTo(size);
    }
  }

  @Test
  void shouldWriteNothingOfAnIntentThatItDoesNotKnow() throws IOException {
    try (FileTransactionStore store = open()) {
      assertThatThrownBy(() -> store.mined("one", RECEIPT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'one'");
      assertThat(Files.size(journal)).isZero();
    }
  }

  @Test
  void shouldAppendToWhatIsThere() throws IOException {
    // given
    try (FileTransactionStore store = open()) {
      reserve(store, "one", ACCOUNT, 0);
    }
    byte[] before = Files.readAllBytes(journal);

    // when
    try (FileTransactionStore store = open()) {
      reserve(store, "two", ACCOUNT, 0);
    }

    // then
    assertThat(Files.readAllBytes(journal)).startsWith(before).hasSizeGreaterThan(before.length);
  }

  private FileTransactionStore open() {
    return new FileTransactionStore(directory);
  }

  private static Stored reserve(
      TransactionStore store, String intent, Address account, long minedNonce) {
    return store.reserve(
        intent,
        account,
        minedNonce,
        nonce -> {
          byte[] raw = (intent + "/" + nonce).getBytes(StandardCharsets.UTF_8);
          return new Signed(raw, Keccak.hash(raw));
        });
  }
}
