package io.fedquorum.coordinator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fedquorum.protocol.CanonicalJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRequestTest {
  @Test
  void shouldTakeTheDemosValuesForAllThatIsLeftOut() {
    TrainingSpec spec = request("{\"name\":\"mine\"}").toSpec();

    assertThat(spec.name()).isEqualTo("mine");
    assertThat(spec.model().name()).isEqualTo("mlp-784-128-10");
    assertThat(spec.rounds()).isEqualTo(5);
    assertThat(spec.jobs()).isEqualTo(7);
    assertThat(spec.replicas()).isEqualTo(3);
    assertThat(spec.policy()).isEqualTo("majority-referee");
    assertThat(spec.fundsWei())
        .as("enough for every replica")
        .isEqualTo(spec.rewardWei().multiply(BigInteger.valueOf(5 * 7 * 3)));
  }

  @Test
  void shouldRefuseWindowsThatOutlastTheCooldown() {
    TrainingSpec spec = request("{\"name\":\"mine\",\"commitSeconds\":3000}").toSpec();

    spec.requireVerdictsWithin(3030);

    assertThatThrownBy(() -> spec.requireVerdictsWithin(3029))
        .isInstanceOf(InvalidTrainingException.class)
        .hasMessageContaining("commitSeconds '3000'")
        .hasMessageContaining("revealSeconds 30 at most the registry's cool-down, 3029");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | null | null | 1 to 80 characters",
        "name | '\" \"' | ' ' | 1 to 80 characters",
        "model | '\"cnn\"' | cnn | mlp- and layer widths",
        "model | '\"mlp-0-10\"' | mlp-0-10 | mlp- and layer widths",
        "dataset | '\"\"' | '' | auto, mnist or digits",
        "design | '\" \"' | ' ' | auto",
        "design | '\"latin\"' | latin | mols",
        "policy | '\"\"' | '' | majority-referee",
        "policy | '\"trust\"' | trust | majority-referee",
        "policy | '\"majority-referee-audit:2\"' | majority-referee-audit:2 | up to 1",
        "rounds | 0 | 0 | 1 to 10000",
        "rounds | 10001 | 10001 | 1 to 10000",
        "jobs | 0 | 0 | 1 to 10000",
        "jobs | -7 | -7 | 1 to 10000",
        "replicas | 0 | 0 | 1 to 101",
        "replicas | 102 | 102 | 1 to 101",
        "commitSeconds | 4 | 4 | 5 to 604800",
        "commitSeconds | 604801 | 604801 | 5 to 604800",
        "revealSeconds | 4 | 4 | 5 to 604800",
        "rewardWei | -1 | -1 | 0 or more wei",
        "slashWrongWei | -1 | -1 | 0 or more wei",
        "slashMissingWei | -1 | -1 | 0 or more wei",
        "rewardWei | 170141183460469231731687303715884105728 | 1701411834604692 | below 2^127",
        "fundsWei | 1049999999999999999 | 1049999999999999999 | = 1050000000000000000",
        "fundsWei | -1 | -1 | at least",
        "fundsWei | 170141183460469231731687303715884105728 | 1701411834604692 | below 2^127",
        "learningRate | 0 | 0 | above 0",
        "momentum | 1 | 1 | 0 to below 1",
        "batchSize | 0 | 0 | 1 to 65536",
        "epochs | 1001 | 1001 | 1 to 1000",
        "aggregation | '\"mean\"' | mean | fedavg, median, trimmed-mean:F, krum:F",
        "aggregation | '\"krum\"' | krum | krum:F",
        "aggregation | '\"krum:3\"' | krum:3 | at least 9",
        "aggregation | '\"trimmed-mean:4\"' | trimmed-mean:4 | at least 9",
        "aggregation | '\"centred-clipping:0\"' | centred-clipping:0 | above 0",
        "adaptive | {\"trustAfter\":0} | 0 | trustAfter '0' must be 1 to 10000",
        "adaptive | {\"longest\":9} | 9 | trustAfter, 10, to 10000",
        "adaptive | {\"auditShare\":0} | 0 | auditShare '0' must be above 0 and up to 1",
        "adaptive | {\"auditShare\":1.1} | 1.1 | auditShare '1.1' must be above 0 and up to 1",
        "escalateAfterSeconds | 0 | 0 | 1 to 150, half of commitSeconds",
        "escalateAfterSeconds | 151 | 151 | 1 to 150, half of commitSeconds",
        "serverOptimizer | '\"adam\"' | adam | fedadam[:ETA]",
        "serverOptimizer | '\"none:1\"' | none:1 | fedadam[:ETA]",
        "serverOptimizer | '\"fedadam:0\"' | fedadam:0 | above 0",
        "serverOptimizer | '\"fedadam:-1\"' | fedadam:-1 | fedadam[:ETA]"
      })
  void shouldNameFieldValueAndWhatIsAllowed(
      String field, String json, String value, String allowed) {
    String name = field.equals("name") ? "" : "\"name\":\"x\",";
    TrainingRequest request = request("{%s\"%s\":%s}".formatted(name, field, json));

    InvalidTrainingException fault =
        catchThrowableOfType(InvalidTrainingException.class, request::toSpec);

    assertThat(fault).isNotNull();
    assertThat(fault.field()).startsWith(field);
    assertThat(fault).hasMessageContaining(field);
    assertThat(fault).hasMessageContaining("'" + value);
    assertThat(fault).hasMessageContaining(allowed);
  }

  @Test
  void shouldGiveEqualSpecsOneDigestAndOthersAnother() {
    TrainingSpec one = request("{\"name\":\"a\",\"seed\":1}").toSpec();
    TrainingSpec same = request("{\"seed\":1,\"name\":\"a\",\"rounds\":5}").toSpec();
    TrainingSpec other = request("{\"name\":\"a\",\"seed\":2}").toSpec();

    assertThat(one.digest()).isEqualTo(same.digest()).isNotEqualTo(other.digest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adaptive '{}', replicas 1 | \"replicas\":1 | adaptive 'on' must be off with replicas 1",
        "a bare majority | \"policy\":\"majority\" | adaptive 'on' must be off with policy majority",
        "a guarantee | \"policy\":\"guaranteed\" | adaptive 'on' must be off with policy guaranteed",
        "a small slash | \"slashWrongWei\":18571428571428571 "
            + "| slashWrongWei '18571428571428571' must be at least 18571428571428572 with"
      })
  void shouldRefuseAdaptiveReplicationWhereCheatingAloneWouldPay(
      String what, String json, String message) {
    TrainingRequest request = request("{\"name\":\"x\",\"adaptive\":{},%s}".formatted(json));

    assertThatThrownBy(request::toSpec)
        .as(what)
        .isInstanceOf(InvalidTrainingException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\",\"adaptive\":{\"auditShare\":0.50}}",
        "{\"name\":\"a\",\"escalateAfterSeconds\":60}",
        "{\"name\":\"a\"}",
        "{\"name\":\"a\",\"aggregation\":\"krum:2\",\"serverOptimizer\":\"fedyogi:0.01\"}"
      })
  void shouldReadBackTheStoredSpec(String json) {
    TrainingSpec spec = request(json).toSpec();

    assertThat(CanonicalJson.read(CanonicalJson.write(spec), TrainingSpec.class)).isEqualTo(spec);
  }

  @Test
  void shouldAskForAnEscrowThatPaysReservesToo() {
    TrainingRequest request =
        request(
            "{\"name\":\"a\",\"rewardWei\":2,\"slashWrongWei\":9,\"escalateAfterSeconds\":60,"
                + "\"fundsWei\":419}");

    assertThatThrownBy(request::toSpec)
        .hasMessageContaining("fundsWei '419'")
        .hasMessageContaining("x 2 for escalation = 420");
  }

  /** Logs and digests of trainings that were made before there were options stay as they are. */
  @Test
  void shouldNotMentionTheUsualRules() {
    TrainingSpec silent = request("{\"name\":\"a\"}").toSpec();
    TrainingSpec said =
        request("{\"name\":\"a\",\"aggregation\":\"fedavg\",\"serverOptimizer\":\"none\"}")
            .toSpec();
    TrainingSpec other = request("{\"name\":\"a\",\"aggregation\":\"median\"}").toSpec();

    assertThat(new String(CanonicalJson.write(silent), StandardCharsets.UTF_8))
        .doesNotContain("options");
    assertThat(said.digest()).isEqualTo(silent.digest()).isNotEqualTo(other.digest());
  }

  private static TrainingRequest request(String json) {
    return CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8), TrainingRequest.class);
  }
}
