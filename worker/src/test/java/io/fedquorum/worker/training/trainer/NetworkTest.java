package io.fedquorum.worker.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.worker.training.numeric.WeightInit;
import java.math.BigDecimal;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class NetworkTest {
  @Test
  void shouldHoldParametersInThePublishedOrder() {
    // given
    ModelSpec model = ModelSpec.parse("mlp-5-3-2");
    float[] flat = WeightInit.of(model, 11);
    Hyperparameters how = new Hyperparameters(BigDecimal.ONE, BigDecimal.ZERO, 1, 1);

    // when
    MultiLayerNetwork network = Network.toTrain(model, flat, how);

    // then: the weight from input i to output j of a layer with n inputs is at j·n + i
    INDArray hidden = network.getParam("0_W");
    INDArray output = network.getParam("1_W");
    assertThat(hidden.getFloat(4, 2)).isEqualTo(flat[2 * 5 + 4]);
    assertThat(hidden.getFloat(1, 0)).isEqualTo(flat[1]);
    assertThat(output.getFloat(2, 1)).isEqualTo(flat[5 * 3 + 3 + 3 + 2]);
    assertThat(network.params().toFloatVector()).isEqualTo(flat);
  }
}
