package io.fedquorum.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.ContractEvent.WorkerJoined;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.worker.fake.Bench;
import io.fedquorum.worker.fake.FakeChain;
import io.fedquorum.worker.fake.FakeEngine;
import io.fedquorum.worker.status.ExitCode;
import io.fedquorum.worker.status.WorkerFailure;
import io.fedquorum.worker.status.WorkerLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private final FakeChain chain = new FakeChain();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  /** The chain mines, or an operator acts, whenever the worker pauses. */
  private StopSignal whileWaiting(Runnable action) {
    Thread thread =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                action.run();
                try {
                  Thread.sleep(20);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return new StopSignal();
  }

  @Test
  void shouldJoinOnceWithTheMinimumStake() {
    chain.contracts().fund(Bench.WORKER, 10);
    chain.contracts().approve(Bench.WORKER);
    StopSignal stop = whileWaiting(() -> mineIfNeeded());

    membership(Optional.empty()).ensureActive(stop);
    membership(Optional.empty()).ensureActive(stop);

    assertThat(chain.all(WorkerJoined.class))
        .extracting(WorkerJoined::stake)
        .containsExactly(BigInteger.TEN);
  }

  @Test
  void shouldTellTheOperatorWhatToTypeAndWait() {
    chain.contracts().fund(Bench.WORKER, 10);
    StopSignal stop =
        whileWaiting(
            () -> {
              mineIfNeeded();
              if (lines.toString(StandardCharsets.UTF_8).contains("allow-list")) {
                chain.contracts().approve(Bench.WORKER);
              }
            });

    membership(Optional.empty()).ensureActive(stop);

    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains("./fedq worker approve " + Bench.WORKER);
    assertThat(chain.all(WorkerJoined.class)).hasSize(1);
  }

  @Test
  void shouldRefuseAnAccountThatCannotPayTheStake() {
    chain.contracts().fund(Bench.WORKER, 9);

    assertFailure(Optional.empty(), ExitCode.BALANCE, "has 9 wei and the stake is 10 wei");
  }

  @Test
  void shouldRefuseAStakeBelowTheMinimum() {
    assertFailure(Optional.of(BigInteger.TWO), ExitCode.USAGE, "--stake 2 wei is below");
  }

  @Test
  void shouldRefuseARegistrationUnderAnotherProfile() {
    chain.contracts().put(new WorkerRecord(Bench.WORKER, Bytes32.ZERO, BigInteger.TEN, 1, true));

    assertFailure(Optional.empty(), ExitCode.MEMBERSHIP, "registered under numeric profile");
  }

  @Test
  void shouldNotTopUpASlashedStakeUnasked() {
    chain
        .contracts()
        .put(new WorkerRecord(Bench.WORKER, FakeEngine.PROFILE.id(), BigInteger.ONE, 1, false));

    assertFailure(Optional.empty(), ExitCode.MEMBERSHIP, "give --stake to top it up");
  }

  private void mineIfNeeded() {
    if (chain.pending() > 0) {
      chain.mine();
    }
  }

  private void assertFailure(Optional<BigInteger> stake, ExitCode code, String text) {
    assertThatThrownBy(() -> membership(stake).ensureActive(new StopSignal()))
        .isInstanceOfSatisfying(WorkerFailure.class, f -> assertThat(f.exitCode()).isEqualTo(code))
        .hasMessageContaining(text);
  }

  private Membership membership(Optional<BigInteger> stake) {
    WorkerLog log =
        new WorkerLog(
            new PrintStream(lines, true, StandardCharsets.UTF_8),
            Optional.empty(),
            Clock.systemUTC(),
            Optional.empty());
    return new Membership(
        chain, chain.transactions(Bench.WORKER), TestWorker.DEPLOYMENT, stake, log);
  }
}
