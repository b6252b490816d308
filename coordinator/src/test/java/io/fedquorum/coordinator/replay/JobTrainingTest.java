package io.fedquorum.coordinator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.round.JobPlanner;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.coordinator.world.WorldEngine;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobTrainingTest {
  private static final Fact.TrainingCreated TRAINING =
      new Run(World.of(7, 0, Behaviour.HONEST), Specs.rounds(1))
          .toEnd()
          .facts(Fact.TrainingCreated.class)
          .get(0);
  private final byte[] model = new WorldEngine().initialModel(TRAINING.spec().model(), 1);
  private final JobList jobs = JobPlanner.plan(TRAINING, 1, Digest.of(model));

  @Test
  void shouldTrainEachJobOnceWhateverTheNumberOfEngines() {
    List<WorldEngine> engines = List.of(new WorldEngine(), new WorldEngine(), new WorldEngine());

    Map<Integer, Digest> found = JobTraining.all(new EnginePool(List.copyOf(engines)), jobs, model);

    assertThat(found).isEqualTo(oneByOne());
    assertThat(engines.stream().mapToInt(WorldEngine::trainings).sum()).isEqualTo(7);
  }

  @Test
  void shouldTakeAnEngineBackAfterAFault() {
    WorldEngine engine = new WorldEngine();
    EnginePool pool = new EnginePool(List.<TrainingEngine>of(engine));
    byte[] notAModel = {1, 2, 3};
    assertThatThrownBy(() -> pool.evaluate(TRAINING.spec().model(), notAModel))
        .isInstanceOf(RuntimeException.class);

    assertThat(pool.train(task(jobs.jobs().get(0))).digest()).isEqualTo(oneByOne().get(0));
  }

  private Map<Integer, Digest> oneByOne() {
    Map<Integer, Digest> digests = new HashMap<>();
    WorldEngine engine = new WorldEngine();
    jobs.jobs().forEach(job -> digests.put(job.index(), engine.train(task(job)).digest()));
    return digests;
  }

  private TrainingTask task(Job job) {
    return new TrainingTask(
        jobs.model(), model, jobs.hyperparameters(), jobs.permutationSeed(), job);
  }
}
