package io.fedquorum.worker.training.trainer;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.worker.training.dataset.IdxFile;
import io.fedquorum.worker.training.numeric.Permutation;
import io.fedquorum.worker.training.numeric.SplitMix64;
import io.fedquorum.worker.training.numeric.WeightInit;
import io.fedquorum.worker.training.wire.Message;
import java.math.BigDecimal;

/**
 * A small fixed training whose result tells numeric environments apart. Its layers have the usual
 * width, so that it goes through the matrix kernels that real jobs go through.
 */
final class Canary {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-784-128-10");
  private static final int SIDE = 28;
  private static final int SAMPLES = 520;
  private static final long SEED = 0xca9a_4711L;

  private Canary() {}

  /** Trains, and gives the digest of the result. */
  static Digest run() {
    Message.Train task =
        new Message.Train(
            MODEL,
            ModelArtifact.encode(MODEL, WeightInit.of(MODEL, SEED)),
            new Hyperparameters(new BigDecimal("0.1"), new BigDecimal("0.9"), 64, 1),
            SEED,
            new Job(0, 0, SAMPLES, SEED));
    return Digest.of(Trainer.train(task, samples(), Permutation.of(SAMPLES, SEED)).artifact());
  }

  /** Noise around one bright band per class: easy to learn, so that gradients are real. */
  private static Samples samples() {
    SplitMix64 random = new SplitMix64(SEED);
    byte[] pixels = new byte[SAMPLES * SIDE * SIDE];
    byte[] labels = new byte[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = (byte) random.nextInt(IdxFile.CLASSES);
      for (int at = 0; at < SIDE * SIDE; at++) {
        int bright = at % SIDE / 2 == labels[i] ? 128 : 0;
        pixels[i * SIDE * SIDE + at] = (byte) (bright + (random.nextLong() >>> 57));
      }
    }
    return new Samples(
        new IdxFile(SAMPLES, SIDE, SIDE, pixels), new IdxFile(SAMPLES, 1, 1, labels));
  }
}
