package io.fedquorum.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that the contracts are tested with too. */
class SolidityVectorsTest {
  static Stream<JsonNode> commitments() throws IOException {
    return vectors("commitment.json");
  }

  static Stream<JsonNode> payoutTrees() throws IOException {
    return vectors("payout-tree.json");
  }

  static Stream<JsonNode> largePayoutTrees() throws IOException {
    return vectors("payout-tree-large.json");
  }

  @ParameterizedTest
  @MethodSource("commitments")
  void shouldComputeTheCommitmentOfTheContract(JsonNode vector) {
    // given
    List<Digest> digests = new ArrayList<>();
    vector.get("digests").forEach(d -> digests.add(Digest.of(word(d))));

    // when
    Bytes32 commitment =
        Commitment.of(
            vector.get("chainId").asLong(),
            Address.of(vector.get("jobRegistry").asText()),
            vector.get("trainingId").asLong(),
            vector.get("round").asInt(),
            Address.of(vector.get("worker").asText()),
            digests,
            word(vector.get("salt")));

    // then
    assertThat(commitment).isEqualTo(word(vector.get("commitment")));
  }

  @ParameterizedTest
  @MethodSource("payoutTrees")
  void shouldBuildThePayoutTreeOfTheContract(JsonNode vector) {
    // given
    List<PayoutLeaf> leaves = new ArrayList<>();
    vector.get("leaves").forEach(l -> leaves.add(leaf(vector.get("trainingId").asLong(), l)));

    // when
    PayoutTree tree = new PayoutTree(leaves);

    // then
    assertThat(tree.root()).isEqualTo(word(vector.get("root")));
    for (JsonNode expected : vector.get("leaves")) {
      int index = expected.get("index").asInt();
      assertThat(leaves.get(index).hash()).isEqualTo(word(expected.get("leaf")));
      assertThat(tree.proof(index)).isEqualTo(words(expected.get("proof")));
    }
  }

  /** The leaves are too many to write down; the rule is that of {@code Vectors.t.sol}. */
  @ParameterizedTest
  @MethodSource("largePayoutTrees")
  void shouldBuildTheLargePayoutTreeOfTheContract(JsonNode vector) {
    // given
    int size = vector.get("size").asInt();
    List<PayoutLeaf> leaves =
        IntStream.range(0, size)
            .mapToObj(i -> leafOfTheRule(i, vector.get("trainingId").asLong()))
            .toList();

    // when
    PayoutTree tree = new PayoutTree(leaves);

    // then
    BigInteger total =
        leaves.stream().map(PayoutLeaf::earned).reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(tree.root()).isEqualTo(word(vector.get("root")));
    assertThat(total).isEqualTo(new BigInteger(vector.get("totalEarned").asText()));
    assertThat(tree.proof(1)).isEqualTo(words(vector.get("first")));
    assertThat(tree.proof(size / 2)).isEqualTo(words(vector.get("middle")));
    assertThat(tree.proof(size - 1)).isEqualTo(words(vector.get("last")));
  }

  private static PayoutLeaf leafOfTheRule(int i, long trainingId) {
    String hash = new AbiWords().add(i).hash().toString();
    BigInteger earned = BigInteger.TEN.pow(15).multiply(BigInteger.valueOf(i));
    BigInteger slashed = BigInteger.TEN.pow(14).multiply(BigInteger.valueOf(i % 7));
    Address account = Address.of("0x" + hash.substring(hash.length() - 40));
    return new PayoutLeaf(i, trainingId, account, earned, slashed);
  }

  private static List<Bytes32> words(JsonNode list) {
    List<Bytes32> words = new ArrayList<>();
    list.forEach(text -> words.add(word(text)));
    return words;
  }

  private static PayoutLeaf leaf(long trainingId, JsonNode leaf) {
    return new PayoutLeaf(
        leaf.get("index").asInt(),
        trainingId,
        Address.of(leaf.get("account").asText()),
        new BigInteger(leaf.get("earned").asText()),
        new BigInteger(leaf.get("slashed").asText()));
  }

  private static Bytes32 word(JsonNode text) {
    return new Bytes32(text.asText());
  }

  private static Stream<JsonNode> vectors(String name) throws IOException {
    try (InputStream in = SolidityVectorsTest.class.getResourceAsStream("/vectors/" + name)) {
      JsonNode all = CanonicalJson.mapper().readTree(in);
      assertThat(all).isNotEmpty();
      return StreamSupport.stream(all.spliterator(), false);
    }
  }
}
