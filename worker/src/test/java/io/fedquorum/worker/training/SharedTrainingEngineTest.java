package io.fedquorum.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.worker.fake.Bench;
import io.fedquorum.worker.fake.FakeEngine;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTrainingEngineTest {
  private final FakeEngine engine = new FakeEngine();
  private final SharedTrainingEngine shared = new SharedTrainingEngine(engine);

  @Test
  void shouldTrainEqualTasksOnceHoweverManyAskAtOnce() {
    List<TrainedResult> results =
        IntStream.range(0, 64).parallel().mapToObj(i -> shared.train(task(i % 4, 1))).toList();

    assertThat(shared.trainings()).isEqualTo(4);
    assertThat(engine.trainings()).isEqualTo(4);
    assertThat(results.get(5)).isEqualTo(new FakeEngine().train(task(1, 1)));
  }

  @Test
  void shouldTrainOtherTasksByThemselves() {
    TrainedResult one = shared.train(task(0, 1));
    TrainedResult otherModel = shared.train(task(0, 2));

    assertThat(one).isNotEqualTo(otherModel);
    assertThat(shared.trainings()).isEqualTo(2);
  }

  @Test
  void shouldNotRememberAFailure() {
    engine.failNext(new TrainingException("the trainer died"));

    assertThatThrownBy(() -> shared.train(task(0, 1))).hasMessage("the trainer died");
    assertThat(shared.train(task(0, 1))).isNotNull();
  }

  private static TrainingTask task(int job, int start) {
    return new TrainingTask(
        Bench.MODEL,
        new FakeEngine().initialModel(Bench.MODEL, start),
        new Hyperparameters(new BigDecimal("0.1"), BigDecimal.ZERO, 10, 1),
        5,
        new Job(job, 10 * job, 10 * job + 10, job));
  }
}
