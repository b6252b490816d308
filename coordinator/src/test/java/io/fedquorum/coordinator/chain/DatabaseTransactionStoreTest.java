package io.fedquorum.coordinator.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.TransactionStore;
import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.chain.TransactionStore.Stored;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServices.class)
class DatabaseTransactionStoreTest {
  @Inject TransactionStore store;
  private final String id = UUID.randomUUID().toString();
  private final Address account = account(id);

  @Test
  void shouldStartAtTheMinedNonceAndGoOn() {
    Stored first = store.reserve(id + "/1", account, 7, this::sign);
    Stored second = store.reserve(id + "/2", account, 7, this::sign);

    assertThat(first.nonce()).isEqualTo(7);
    assertThat(second.nonce()).isEqualTo(8);
    assertThat(store.find(id + "/1").orElseThrow().raw()).isEqualTo(first.raw());
  }

  @Test
  void shouldGiveOneIntentOneTransaction() {
    Stored first = store.reserve(id, account, 0, this::sign);

    Stored again =
        store.reserve(
            id,
            account,
            5,
            nonce -> {
              throw new AssertionError("signed twice");
            });

    assertThat(again.nonce()).isEqualTo(first.nonce());
    assertThat(again.hash()).isEqualTo(first.hash());
  }

  @Test
  void shouldGiveOneRowWhenManyThreadsAskForOneIntent() throws Exception {
    AtomicInteger signatures = new AtomicInteger();
    LongFunction<Signed> counting =
        nonce -> {
          signatures.incrementAndGet();
          return this::sign.apply(nonce);
        };

    List<Stored> answers = together(8, i -> store.reserve(id, account, 0, counting));

    assertThat(answers).extracting(Stored::hash).containsOnly(answers.get(0).hash());
    assertThat(signatures).hasValue(1);
  }

  @Test
  void shouldGiveNoncesWithoutGapsToManyThreads() throws Exception {
    List<Stored> answers = together(24, i -> store.reserve(id + "/" + i, account, 3, this::sign));

    assertThat(answers)
        .extracting(Stored::nonce)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(3, 27).boxed().toList());
  }

  @Test
  void shouldLeaveNoGapWhenSigningFails() {
    assertThatThrownBy(
            () ->
                store.reserve(
                    id + "/1",
                    account,
                    0,
                    nonce -> {
                      throw new IllegalStateException("no key");
                    }))
        .hasMessageContaining("no key");

    assertThat(store.find(id + "/1")).isEmpty();
    assertThat(store.reserve(id + "/2", account, 0, this::sign).nonce()).isZero();
  }

  @Test
  void shouldKeepTheTransactionWhenTheCallerRollsBack() {
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          store.reserve(id, account, 0, this::sign);
                          throw new IllegalStateException("rolled back");
                        }))
        .hasMessageContaining("rolled back");

    assertThat(store.find(id)).isPresent();
  }

  @Test
  void shouldTakeMinedTransactionsOffThePendingOnes() {
    Stored first = store.reserve(id + "/1", account, 0, this::sign);
    Stored second = store.reserve(id + "/2", account, 0, this::sign);
    Receipt receipt = new Receipt(first.hash(), 12, Bytes32.ZERO, 46_000, true, "");

    store.mined(id + "/1", receipt);

    assertThat(store.pending(account)).extracting(Stored::intent).containsExactly(second.intent());
    assertThat(store.find(id + "/1").orElseThrow().receipt()).isEqualTo(receipt);
  }

  @Test
  void shouldRefuseAnIntentOfAnotherAccount() {
    store.reserve(id, account, 0, this::sign);

    assertThatThrownBy(() -> store.reserve(id, account("other"), 0, this::sign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("intent '" + id + "' is of account " + account);
  }

  private Signed sign(long nonce) {
    byte[] raw = (account + "/" + nonce).getBytes(StandardCharsets.UTF_8);
    return new Signed(raw, Digest.of(raw).word());
  }

  private static Address account(String seed) {
    return Address.of(
        "0x" + Digest.of(seed.getBytes(StandardCharsets.UTF_8)).value().substring(0, 40));
  }

  private static List<Stored> together(int times, java.util.function.IntFunction<Stored> work)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Stored>> calls =
          IntStream.range(0, times).mapToObj(i -> (Callable<Stored>) () -> work.apply(i)).toList();
      List<Stored> answers = new java.util.ArrayList<>();
      for (Future<Stored> each : pool.invokeAll(calls)) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      pool.shutdownNow();
    }
  }
}
