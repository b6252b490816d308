package io.fedquorum.coordinator.payment;

import static io.fedquorum.coordinator.Fixtures.digest;
import static io.fedquorum.coordinator.Fixtures.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.PayoutLeaf;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final PaymentTerms TERMS = terms(10, 7, 2);

  private static PaymentTerms terms(long reward, long wrong, long missing) {
    return new PaymentTerms(
        BigInteger.valueOf(reward), BigInteger.valueOf(wrong), BigInteger.valueOf(missing));
  }

  private static ReplicaVerdict replica(int worker, Outcome outcome) {
    return new ReplicaVerdict(worker(worker), outcome);
  }

  private static VerdictList round(int round, ReplicaVerdict... replicas) {
    JobVerdict job = new JobVerdict(0, digest("right"), Basis.MAJORITY, List.of(replicas));
    return new VerdictList(1, 4, round, List.of(job));
  }

  private static Account account(int worker, long earned, long slashed) {
    return new Account(worker(worker), BigInteger.valueOf(earned), BigInteger.valueOf(slashed));
  }

  @Test
  void shouldPayOnlyCorrectReplicasAndSlashTheOthers() {
    Ledger ledger =
        Ledger.empty(4)
            .apply(
                round(
                    1,
                    replica(0, Outcome.CORRECT),
                    replica(1, Outcome.WRONG),
                    replica(2, Outcome.NO_COMMIT),
                    replica(3, Outcome.NO_REVEAL),
                    replica(4, Outcome.MALFORMED)),
                TERMS);
    assertThat(ledger.accounts())
        .containsExactly(
            account(0, 10, 0),
            account(1, 0, 7),
            account(2, 0, 2),
            account(3, 0, 2),
            account(4, 0, 2));
    assertThat(ledger.totalEarned()).isEqualTo(10);
    assertThat(ledger.totalSlashed()).isEqualTo(13);
  }

  @Test
  void shouldKeepAWorkersIndexForEver() {
    Ledger first = Ledger.empty(4).apply(round(1, replica(8, Outcome.CORRECT)), TERMS);
    Ledger second =
        first.apply(
            round(
                2,
                replica(9, Outcome.WRONG),
                replica(3, Outcome.CORRECT),
                replica(8, Outcome.CORRECT)),
            TERMS);
    assertThat(second.leaves())
        .containsExactly(
            new PayoutLeaf(0, 4, worker(8), BigInteger.valueOf(20), BigInteger.ZERO),
            new PayoutLeaf(1, 4, worker(3), BigInteger.TEN, BigInteger.ZERO),
            new PayoutLeaf(2, 4, worker(9), BigInteger.ZERO, BigInteger.valueOf(7)));
    assertThat(second.tree().leaves()).isEqualTo(second.leaves());
  }

  @Test
  void shouldNeverLowerATotalNorMoveAWorker() {
    Random random = new Random(5);
    Ledger ledger = Ledger.empty(4);
    for (int r = 1; r <= 60; r++) {
      List<ReplicaVerdict> replicas = new ArrayList<>();
      for (int w = 0; w < 12; w++) {
        if (random.nextBoolean()) {
          replicas.add(replica(w, List.of(Outcome.values()).get(random.nextInt(5))));
        }
      }
      replicas.add(replica(50 + random.nextInt(30), Outcome.CORRECT));
      Ledger next = ledger.apply(round(r, replicas.toArray(ReplicaVerdict[]::new)), TERMS);
      for (int i = 0; i < ledger.accounts().size(); i++) {
        Account before = ledger.accounts().get(i);
        Account after = next.accounts().get(i);
        assertThat(after.worker()).isEqualTo(before.worker());
        assertThat(after.earned()).isGreaterThanOrEqualTo(before.earned());
        assertThat(after.slashed()).isGreaterThanOrEqualTo(before.slashed());
      }
      long correct = replicas.stream().filter(v -> v.outcome() == Outcome.CORRECT).count();
      assertThat(next.totalEarned().subtract(ledger.totalEarned())).isEqualTo(10 * correct);
      ledger = next;
    }
  }

  @Test
  void shouldRefuseToBookARoundTwice() {
    VerdictList verdicts = round(1, replica(0, Outcome.CORRECT));
    Ledger ledger = Ledger.empty(4).apply(verdicts, TERMS);
    assertThatThrownBy(() -> ledger.apply(verdicts, TERMS))
        .hasMessage("verdicts of training '4' round '1' must be of training 4 after round 1");
  }

  @Test
  void shouldRefuseTheVerdictsOfAnotherTraining() {
    assertThatThrownBy(() -> Ledger.empty(5).apply(round(1, replica(0, Outcome.CORRECT)), TERMS))
        .hasMessageContaining("must be of training 5");
  }

  @Test
  void shouldRefuseNegativeAmounts() {
    assertThatThrownBy(() -> terms(-1, 0, 0)).hasMessage("rewardWei '-1' must not be negative");
    assertThatThrownBy(() -> terms(0, -1, 0)).hasMessage("slashWrongWei '-1' must not be negative");
    assertThatThrownBy(() -> terms(0, 0, -1))
        .hasMessage("slashMissingWei '-1' must not be negative");
    assertThatThrownBy(() -> account(0, -1, 0)).hasMessageContaining("must not be negative");
  }

  @Test
  void shouldRefuseAWorkerWithTwoAccounts() {
    Address twice = worker(1);
    List<Account> accounts = List.of(account(1, 1, 0), account(1, 2, 0));
    assertThatThrownBy(() -> new Ledger(4, 1, accounts)).hasMessageContaining("one account");
    assertThat(new Ledger(4, 1, accounts.subList(0, 1)).accounts().get(0).worker())
        .isEqualTo(twice);
  }
}
