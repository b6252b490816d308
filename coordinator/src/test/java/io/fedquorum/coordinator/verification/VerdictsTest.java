package io.fedquorum.coordinator.verification;

import static io.fedquorum.coordinator.Fixtures.digest;
import static io.fedquorum.coordinator.Fixtures.worker;
import static io.fedquorum.coordinator.verification.Outcome.CORRECT;
import static io.fedquorum.coordinator.verification.Outcome.NO_COMMIT;
import static io.fedquorum.coordinator.verification.Outcome.NO_REVEAL;
import static io.fedquorum.coordinator.verification.Outcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.verification.Judgement.Accepted;
import io.fedquorum.coordinator.verification.Judgement.NeedsReferee;
import io.fedquorum.coordinator.verification.Judgement.Reason;
import io.fedquorum.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {
  private static final Digest RIGHT = digest("right");
  private static final Policy MAJORITY = Policy.parse("majority");
  private static final Policy REFEREE = Policy.parse("majority-referee");

  /** One letter a replica: R right, E and F two wrong results, - no commit, h withheld reveal. */
  private static List<Replica> replicas(String letters) {
    List<Replica> replicas = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      replicas.add(
          switch (letters.charAt(i)) {
            case 'R' -> Replica.answered(worker(i), RIGHT);
            case 'E' -> Replica.answered(worker(i), digest("evil"));
            case 'F' -> Replica.answered(worker(i), digest("other evil"));
            case 'h' -> Replica.missing(worker(i), NO_REVEAL);
            default -> Replica.missing(worker(i), NO_COMMIT);
          });
    }
    return replicas;
  }

  private static Judgement judge(Policy policy, String letters) {
    return Verdicts.judge(0, replicas(letters), policy, false, digest -> true);
  }

  private static List<Outcome> outcomes(JobVerdict verdict) {
    return verdict.replicas().stream().map(ReplicaVerdict::outcome).toList();
  }

  @ParameterizedTest
  @CsvSource({"RRR,UNANIMOUS", "RRE,MAJORITY", "R-R,MAJORITY", "RRREF,MAJORITY", "RRRh-,MAJORITY"})
  void shouldAcceptWhatMoreThanHalfOfTheAssignedGive(String letters, Basis basis) {
    for (String policy : List.of("majority", "guaranteed")) {
      Judgement judgement = judge(Policy.parse(policy), letters);
      assertThat(judgement)
          .isInstanceOfSatisfying(
              Accepted.class,
              accepted -> {
                assertThat(accepted.verdict().accepted()).isEqualTo(RIGHT);
                assertThat(accepted.verdict().basis()).isEqualTo(basis);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "majority,R--,TOO_FEW_ANSWERS",
    "majority,REF,DISPUTED",
    "majority,RE-,DISPUTED",
    "majority,RR--,TOO_FEW_ANSWERS",
    "majority,---,TOO_FEW_ANSWERS",
    "majority-referee,RRE,DISPUTED",
    "majority-referee,RRh,TOO_FEW_ANSWERS",
    "majority-referee,EE-,TOO_FEW_ANSWERS"
  })
  void shouldAskTheRefereeOtherwise(String policy, String letters, Reason reason) {
    assertThat(judge(Policy.parse(policy), letters)).isEqualTo(new NeedsReferee(0, reason));
  }

  @Test
  void shouldJudgeEachReplicaOnItsOwn() {
    Accepted accepted = (Accepted) judge(MAJORITY, "RREhR");
    assertThat(outcomes(accepted.verdict()))
        .containsExactly(CORRECT, CORRECT, WRONG, NO_REVEAL, CORRECT);
  }

  @Test
  void shouldRecomputeAJobWhoseBytesNobodyDelivered() {
    assertThat(Verdicts.judge(3, replicas("RRR"), REFEREE, true, digest -> false))
        .isEqualTo(new NeedsReferee(3, Reason.BYTES_MISSING));
  }

  @Test
  void shouldRecomputeASettledJobThatIsDrawnForAnAudit() {
    assertThat(Verdicts.judge(3, replicas("EEE"), REFEREE, true, digest -> true))
        .isEqualTo(new NeedsReferee(3, Reason.AUDIT));
    assertThat(Verdicts.judge(3, replicas("EER"), REFEREE, true, digest -> true))
        .isEqualTo(new NeedsReferee(3, Reason.DISPUTED));
  }

  @Test
  void shouldTakeTheRefereesWordAgainstAnyMajority() {
    JobVerdict verdict = Verdicts.refereed(1, replicas("EER-"), Reason.DISPUTED, RIGHT);
    assertThat(verdict.accepted()).isEqualTo(RIGHT);
    assertThat(verdict.basis()).isEqualTo(Basis.REFEREE);
    assertThat(outcomes(verdict)).containsExactly(WRONG, WRONG, CORRECT, NO_COMMIT);
    assertThat(Verdicts.refereed(1, replicas("EEE"), Reason.AUDIT, RIGHT).basis())
        .isEqualTo(Basis.AUDIT);
  }

  @Test
  void shouldRefuseAWorkerWithTwoReplicas() {
    List<Replica> twice =
        List.of(Replica.answered(worker(1), RIGHT), Replica.missing(worker(1), NO_REVEAL));
    assertThatThrownBy(() -> Verdicts.judge(4, twice, MAJORITY, false, digest -> true))
        .hasMessageContaining("must have one replica of job 4");
  }

  @Test
  void shouldNotAcceptACorrectReplicaAsMissing() {
    assertThatThrownBy(() -> Replica.missing(worker(1), CORRECT))
        .hasMessage("reason 'correct' must be no-commit, no-reveal, malformed or no-upload");
  }

  @Test
  void shouldWriteTheVerdictListInItsPublishedForm() {
    JobVerdict verdict = Verdicts.refereed(0, replicas("R-"), Reason.DISPUTED, RIGHT);
    VerdictList list = new VerdictList(1, 9, 2, List.of(verdict));
    String json =
        """
        {"jobs":[{"accepted":"%s","basis":"referee","job":0,"replicas":[\
        {"outcome":"correct","worker":"%s"},{"outcome":"no-commit","worker":"%s"}]}],\
        "round":2,"schemaVersion":1,"trainingId":9}"""
            .formatted(RIGHT, worker(0), worker(1));
    assertThat(new String(list.bytes(), StandardCharsets.UTF_8)).isEqualTo(json);
    assertThat(list.digest()).isEqualTo(digest(json));
  }

  @Test
  void shouldRefuseAVerdictListWithAJobLeftOut() {
    JobVerdict second = Verdicts.refereed(1, replicas("R"), Reason.DISPUTED, RIGHT);
    assertThatThrownBy(() -> new VerdictList(1, 9, 2, List.of(second)))
        .hasMessage("verdict of job '1' must be at place 0");
  }
}
