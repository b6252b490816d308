package io.fedquorum.worker.training.trainer;

import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelSpec;
import java.math.BigDecimal;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Builds the one kind of network there is: dense ReLU layers, then softmax with cross-entropy. */
final class Network {
  private Network() {}

  /** A network to train, with a fresh optimiser. */
  static MultiLayerNetwork toTrain(ModelSpec model, float[] parameters, Hyperparameters how) {
    double rate = how.learningRate().doubleValue();
    boolean plain = how.momentum().compareTo(BigDecimal.ZERO) == 0;
    IUpdater updater = plain ? new Sgd(rate) : new Nesterovs(rate, how.momentum().doubleValue());
    return build(model, parameters, updater);
  }

  /** A network to test. */
  static MultiLayerNetwork toTest(ModelSpec model, float[] parameters) {
    return build(model, parameters, new NoOp());
  }

  private static MultiLayerNetwork build(ModelSpec model, float[] parameters, IUpdater updater) {
    List<Integer> widths = model.layers();
    int last = widths.size() - 1;
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().dataType(DataType.FLOAT).updater(updater).list();
    for (int i = 1; i < last; i++) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(widths.get(i - 1))
              .nOut(widths.get(i))
              .activation(Activation.RELU)
              .build());
    }
    layers.layer(
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nIn(widths.get(last - 1))
            .nOut(widths.get(last))
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init(Nd4j.createFromArray(parameters).reshape(1, parameters.length), false);
    return network;
  }
}
