package io.fedquorum.worker.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundStateTest {
  private static final Digest ONE = Digest.of(new byte[] {1});
  private static final Digest TWO = Digest.of(new byte[] {2});

  private static RoundState.Assigned assigned() {
    return new RoundState.Opened().assigned(List.of(4, 9, 11));
  }

  private static RoundState.Trained trained() {
    return assigned().result(ONE, 10).result(TWO, 20).result(ONE, 30).trained(Bytes32.ZERO);
  }

  @Test
  void shouldTrainItsJobsInAscendingOrder() {
    RoundState.Assigned one = assigned();

    assertThat(one.next()).isEqualTo(4);
    assertThat(one.result(ONE, 1).next()).isEqualTo(9);
    assertThat(one.result(ONE, 1).result(TWO, 1).result(ONE, 1).hasNext()).isFalse();
  }

  @Test
  void shouldNotFixAnAnswerBeforeAllJobsAreTrained() {
    RoundState.Assigned half = assigned().result(ONE, 1);

    assertThatThrownBy(() -> half.trained(Bytes32.ZERO)).hasMessage("job 9 is not trained");
  }

  @Test
  void shouldKeepTheAnswerFromTrainingToReveal() {
    RoundState.Trained trained = trained();

    assertThat(trained.answer().digests()).containsExactly(ONE, TWO, ONE);
    assertThat(trained.trainingMillis()).isEqualTo(60);
    assertThat(trained.committed().answer()).isEqualTo(trained.answer());
  }

  @Test
  void shouldDeliverEachDistinctResultOnce() {
    RoundState.Revealed revealed = trained().committed().revealed();

    assertThat(revealed.missing()).containsExactly(ONE, TWO);
    RoundState half = revealed.delivered();
    assertThat(half).isInstanceOf(RoundState.Revealed.class);
    assertThat(((RoundState.Revealed) half).delivered()).isInstanceOf(RoundState.Uploaded.class);
  }

  @Test
  void shouldMissOnlyWhatIsPending() {
    List<RoundState.Pending> pending =
        List.of(
            new RoundState.Opened(),
            assigned(),
            trained(),
            trained().committed(),
            trained().committed().revealed());

    assertThat(pending).allMatch(state -> state.missed("late").reason().equals("late"));
    assertThat(new RoundState.Uploaded()).isNotInstanceOf(RoundState.Pending.class);
    assertThat(new RoundState.Uploaded().done()).isInstanceOf(RoundState.Final.class);
  }

  @Test
  void shouldNeverStepBackWhenFactsAreReadAgain() {
    RoundFacts revealing =
        RoundFacts.opened(new RoundKey(1, 1), 1, Bytes32.ZERO, 1, ONE, TWO)
            .assigned(Bytes32.ZERO, ONE, 50)
            .revealOpened(90);

    RoundFacts again = revealing.assigned(Bytes32.ZERO, ONE, 50);

    assertThat(again).isEqualTo(revealing);
    assertThat(again.ended().revealOpened(90).phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void shouldTakeCommitsUpToTheDeadlineAndNotAfter() {
    RoundFacts committing =
        RoundFacts.opened(new RoundKey(1, 1), 1, Bytes32.ZERO, 1, ONE, TWO)
            .assigned(Bytes32.ZERO, ONE, 50);

    assertThat(committing.takesCommits(50)).isTrue();
    assertThat(committing.takesCommits(51)).isFalse();
    assertThat(committing.revealOpened(90).takesCommits(50)).isFalse();
    assertThat(committing.revealOpened(90).takesReveals(90)).isTrue();
    assertThat(committing.revealOpened(90).takesReveals(91)).isFalse();
  }
}
