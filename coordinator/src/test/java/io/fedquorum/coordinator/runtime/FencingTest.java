package io.fedquorum.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.TransactionStore;
import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.coordinator.chain.GuardedTransactionStore;
import io.fedquorum.coordinator.eventlog.EventLog;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.lease.Lease;
import io.fedquorum.coordinator.lease.LeaseLostException;
import io.fedquorum.coordinator.lease.Leases;
import io.fedquorum.coordinator.round.Step;
import io.fedquorum.coordinator.round.TrainingState;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.coordinator.training.StoredTraining;
import io.fedquorum.coordinator.training.TrainingRequest;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases and their tokens, on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(TestServices.class)
class FencingTest {
  private static final Duration LONG = Duration.ofHours(1);

  /** A lease of this length has run out when it is taken. */
  private static final Duration OVER = Duration.ofSeconds(-1);

  @Inject Leases leases;
  @Inject TrainingStates states;
  @Inject GuardedTransactionStore transactions;
  @Inject EventLog log;
  @Inject EntityManager database;

  private final String id = UUID.randomUUID().toString();
  private final Address account =
      Address.of("0x" + Digest.of(id.getBytes(StandardCharsets.UTF_8)).value().substring(0, 40));

  @BeforeEach
  void createTraining() {
    states.create(id, spec(), new TrainingState.Funding(spec(), Digest.of(new byte[] {1})));
  }

  @Test
  void shouldGiveATrainingToOneReplicaAtATime() {
    Lease first = leases.take(id, "a", LONG).orElseThrow();

    assertThat(leases.take(id, "b", LONG)).isEmpty();
    assertThat(leases.take(id, "a", LONG)).isEmpty();
    assertThat(leases.renew(first, LONG)).isTrue();
  }

  @Test
  void shouldLetAnotherReplicaTakeOverWhatHasRunOut() {
    Lease first = leases.take(id, "a", OVER).orElseThrow();

    Lease second = leases.take(id, "b", LONG).orElseThrow();

    assertThat(second.token()).isEqualTo(first.token() + 1);
    assertThat(leases.renew(first, LONG)).isFalse();
    leases.release(first);
    assertThat(leases.take(id, "a", LONG)).isEmpty();
  }

  @Test
  void shouldProlongALeaseThatHasRunOutAndThatNobodyTook() {
    Lease lease = leases.take(id, "a", OVER).orElseThrow();

    assertThat(leases.renew(lease, LONG)).isTrue();
    assertThat(leases.take(id, "b", LONG)).isEmpty();
  }

  @Test
  void shouldTakeBackAtOnceWhatAnEarlierProcessHeld() {
    Lease before = leases.take(id, "a/" + id, LONG).orElseThrow();

    leases.reclaim("a/" + id);
    Lease now = leases.take(id, "a/" + id, LONG).orElseThrow();

    assertThat(now.token()).isGreaterThan(before.token());
    assertThat(leases.renew(before, LONG)).isFalse();
  }

  @Test
  void shouldStoreNothingOfAStepWhenTheLeaseWasTakenOver() {
    Lease first = leases.take(id, "a", OVER).orElseThrow();
    StoredTraining read = states.stored(id);
    leases.take(id, "b", LONG).orElseThrow();

    assertThatThrownBy(() -> states.store(read, step(), first))
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContaining("the lease of training '" + id + "' with token 1");

    assertThat(states.stored(id)).isEqualTo(read);
    assertThat(log.lines(id, 1)).isEmpty();
  }

  @Test
  void shouldStoreAStepUnderTheLease() {
    Lease lease = leases.take(id, "a", LONG).orElseThrow();

    states.store(states.stored(id), step(), lease);

    assertThat(states.stored(id).status()).isEqualTo("failed");
    assertThat(log.lines(id, 1)).hasSize(1);
  }

  @Test
  void shouldTakeNoNonceWhenTheLeaseWasTakenOver() {
    Lease first = leases.take(id, "a", OVER).orElseThrow();
    TransactionStore paused = transactions.guardedBy(() -> leases.require(first));
    paused.reserve(id + "/open", account, 4, this::sign);
    leases.take(id, "b", LONG).orElseThrow();

    assertThatThrownBy(() -> paused.reserve(id + "/settle", account, 4, this::sign))
        .isInstanceOf(LeaseLostException.class);

    assertThat(transactions.find(id + "/settle")).isEmpty();
    assertThat(transactions.reserve(id + "/other", account, 4, this::sign).nonce()).isEqualTo(5);
  }

  @Test
  void shouldHoldOffATakeoverUntilTheStepIsStored() throws Exception {
    Lease first = leases.take(id, "a", OVER).orElseThrow();

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              leases.require(first);
              assertThat(elsewhere(() -> leases.take(id, "b", LONG).isPresent())).isFalse();
            });

    assertThat(leases.take(id, "b", LONG)).isPresent();
  }

  @Test
  void shouldLetTwoStepsOfOneLeaseRunSideBySide() {
    Lease lease = leases.take(id, "a", LONG).orElseThrow();

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              leases.require(lease);
              assertThatCode(
                      () ->
                          elsewhere(
                              () -> {
                                QuarkusTransaction.requiringNew().run(() -> leases.require(lease));
                                return true;
                              }))
                  .doesNotThrowAnyException();
            });
  }

  @Test
  void shouldEndTheTransactionOfAProcessThatStandsStill() {
    Object limit =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    database
                        .createNativeQuery("show idle_in_transaction_session_timeout")
                        .getSingleResult());

    assertThat(limit).isEqualTo("30s");
  }

  private static boolean elsewhere(java.util.concurrent.Callable<Boolean> work) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(work.call());
              } catch (Exception e) {
                answer.completeExceptionally(e);
              }
            });
    thread.start();
    return answer.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static Step<TrainingState> step() {
    TrainingState before = new TrainingState.Funding(spec(), Digest.of(new byte[] {1}));
    return new Step<>(
        new TrainingState.Failed(before, "a test"), List.of(new Fact.TrainingPaused()));
  }

  private Signed sign(long nonce) {
    byte[] raw = (account + "/" + nonce).getBytes(StandardCharsets.UTF_8);
    return new Signed(raw, Digest.of(raw).word());
  }

  private static TrainingSpec spec() {
    return CanonicalJson.read(
            "{\"name\":\"fencing\"}".getBytes(StandardCharsets.UTF_8), TrainingRequest.class)
        .toSpec();
  }
}
