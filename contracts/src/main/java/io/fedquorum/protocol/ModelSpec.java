package io.fedquorum.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The model configuration: a multilayer perceptron with ReLU hidden layers and a softmax output
 * with cross-entropy loss. Workers never send configurations; they are named and built here.
 *
 * @param layers the layer widths from input to output; at least two, each 1 to 65,536
 */
public record ModelSpec(List<Integer> layers) {
  private static final Pattern NAME = Pattern.compile("mlp(-[1-9][0-9]{0,4}){2,16}");
  private static final int WIDEST = 65_536;

  /** An artifact of 240 MB; what the coordinator takes as an upload is 256 MB. */
  private static final int MOST_PARAMETERS = 60_000_000;

  public ModelSpec {
    layers = List.copyOf(layers);
    if (layers.size() < 2 || layers.stream().anyMatch(w -> w < 1 || w > WIDEST)) {
      throw new IllegalArgumentException(
          "model layers " + layers + " must be at least two widths from 1 to " + WIDEST);
    }
    if (count(layers) > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "model layers %s have %d parameters, must be at most %d"
              .formatted(layers, count(layers), MOST_PARAMETERS));
    }
  }

  /** Reads a name such as {@code mlp-784-128-10}. */
  @JsonCreator
  public static ModelSpec parse(String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "model '" + name + "' must be mlp- and layer widths, such as mlp-784-128-10");
    }
    return new ModelSpec(
        Arrays.stream(name.substring(4).split("-", -1)).map(Integer::valueOf).toList());
  }

  /** The name, such as {@code mlp-784-128-10}. */
  @JsonValue
  public String name() {
    return layers.stream().map(String::valueOf).collect(Collectors.joining("-", "mlp-", ""));
  }

  /** Weights and biases of all layers. */
  public int parameterCount() {
    return Math.toIntExact(count(layers));
  }

  private static long count(List<Integer> layers) {
    long count = 0;
    for (int i = 1; i < layers.size(); i++) {
      count += (layers.get(i - 1) + 1L) * layers.get(i);
    }
    return count;
  }

  /** The digest that the header of each of this model's artifacts carries. */
  public Digest configurationDigest() {
    return Digest.of(("FedQuorum.model.v1:" + name()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return name();
  }
}
