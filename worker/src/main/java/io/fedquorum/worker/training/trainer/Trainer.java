package io.fedquorum.worker.training.trainer;

import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.worker.training.NonFiniteResultException;
import io.fedquorum.worker.training.dataset.IdxFile;
import io.fedquorum.worker.training.numeric.Permutation;
import io.fedquorum.worker.training.wire.Message;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Runs jobs and tests on given samples. */
final class Trainer {
  private static final int DECIMALS = 6;
  private static final int TEST_BATCH = 500;

  private Trainer() {}

  /** Runs a job. */
  static Message.Trained train(Message.Train task, Samples samples, int[] permutation) {
    ModelSpec model = task.model();
    requireFit(model, samples);
    float[] parameters = ModelArtifact.decode(model, task.artifact());
    MultiLayerNetwork network = Network.toTrain(model, parameters, task.hyperparameters());
    double loss;
    try {
      loss = epochs(network, task, samples, permutation);
      parameters = network.params().toFloatVector();
    } finally {
      network.close();
    }
    requireFinite(task, parameters, loss);
    return new Message.Trained(ModelArtifact.encode(model, parameters), rounded(loss));
  }

  private static double epochs(
      MultiLayerNetwork network, Message.Train task, Samples samples, int[] permutation) {
    Hyperparameters how = task.hyperparameters();
    int count = task.job().samples();
    int size = Math.min(how.batchSize(), count);
    int rest = count % size;
    double loss = 0;
    try (Batch whole = new Batch(samples, size, IdxFile.CLASSES);
        Batch last = rest == 0 ? null : new Batch(samples, rest, IdxFile.CLASSES)) {
      for (int epoch = 0; epoch < how.epochs(); epoch++) {
        int[] order = Permutation.ofEpoch(count, task.job().seed(), epoch);
        loss = 0;
        for (int from = 0; from < count; from += size) {
          Batch batch = count - from < size ? last : whole;
          batch.fill(permutation, task.job().from(), order, from);
          network.fit(batch.features(), batch.labels());
          loss += network.score() * batch.size();
        }
      }
    }
    return loss / count;
  }

  /** Tests a model on all samples. */
  static Message.Evaluated evaluate(Message.Evaluate task, Samples samples) {
    ModelSpec model = task.model();
    requireFit(model, samples);
    float[] parameters = ModelArtifact.decode(model, task.artifact());
    MultiLayerNetwork network = Network.toTest(model, parameters);
    int correct = 0;
    double loss = 0;
    try {
      for (int from = 0; from < samples.count(); from += TEST_BATCH) {
        int size = Math.min(TEST_BATCH, samples.count() - from);
        float[] output = output(network, samples, from, size);
        for (int i = 0; i < size; i++) {
          int label = samples.label(from + i);
          correct += best(output, i * IdxFile.CLASSES) == label ? 1 : 0;
          // A probability that float32 rounds to 0 would make the mean infinite.
          double probability = Math.max(output[i * IdxFile.CLASSES + label], Float.MIN_NORMAL);
          loss -= StrictMath.log(probability);
        }
      }
    } finally {
      network.close();
    }
    return new Message.Evaluated(correct, samples.count(), rounded(loss / samples.count()));
  }

  private static float[] output(MultiLayerNetwork network, Samples samples, int from, int size) {
    try (Batch batch = new Batch(samples, size, IdxFile.CLASSES)) {
      batch.fill(from);
      return network.output(batch.features()).dup('c').data().asFloat();
    }
  }

  private static int best(float[] output, int from) {
    int best = 0;
    for (int i = 1; i < IdxFile.CLASSES; i++) {
      if (output[from + i] > output[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private static void requireFit(ModelSpec model, Samples samples) {
    int inputs = model.layers().get(0);
    int outputs = model.layers().get(model.layers().size() - 1);
    if (inputs != samples.pixels() || outputs != IdxFile.CLASSES) {
      throw new RefusedException(
          "model %s must have %d inputs and %d outputs for this dataset"
              .formatted(model, samples.pixels(), IdxFile.CLASSES));
    }
  }

  private static void requireFinite(Message.Train task, float[] parameters, double loss) {
    boolean finite = Double.isFinite(loss);
    for (float parameter : parameters) {
      finite &= Float.isFinite(parameter);
    }
    if (!finite) {
      throw new NonFiniteResultException(
          "%s diverged with %s: a parameter or the loss is not finite"
              .formatted(task.job(), task.hyperparameters()));
    }
  }

  private static BigDecimal rounded(double loss) {
    if (!Double.isFinite(loss)) {
      throw new NonFiniteResultException("the loss is " + loss);
    }
    return new BigDecimal(loss).setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }
}
