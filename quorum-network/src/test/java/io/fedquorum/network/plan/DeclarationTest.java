package io.fedquorum.network.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.node.NetworkException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {
  private static final String GOOD =
      """
      {"consensus": "qbft", "chainId": 1337, "validators": 4, "members": 1, "blockPeriod": 1,
       "basePort": 22000, "operatorEther": 1000}
      """;

  @TempDir Path directory;

  @Test
  void shouldReadTheProjectsOwnFile() {
    // when
    Declaration declared = Declaration.read(NetworkHome.find().resolve("network.json"));

    // then
    assertThat(declared)
        .isEqualTo(new Declaration(Consensus.AUTO, 1337, 4, 1, BigDecimal.ONE, 22000, 1_000_000));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"validators\": 4', '\"validators\": 0', validators '0' must be from 1 to 32",
    "'\"chainId\": 1337', '\"chainId\": 1', chainId '1' must be from 2 to 2^31-1",
    "'\"basePort\": 22000', '\"basePort\": 80', basePort '80' must be 0 or from 1024 to 64000",
    "'\"consensus\": \"qbft\"', '\"consensus\": \"raft\"', 'consensus ''raft'' must be one of'",
    "'\"members\": 1', '\"members\": 1, \"member\": 2', Unrecognized field \"member\"",
    "'\"members\": 1,', '', Missing required creator property 'members'",
  })
  void shouldNameTheFieldTheValueAndWhatIsAllowed(String from, String to, String message)
      throws IOException {
    // given
    Path file = directory.resolve("network.json");
    Files.writeString(file, GOOD.replace(from, to));

    // when / then
    assertThatThrownBy(() -> Declaration.read(file))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void shouldTakeAFractionOfASecondForADevelopmentChainOnly() throws IOException {
    // given
    Path file = directory.resolve("network.json");
    Files.writeString(file, GOOD.replace("\"blockPeriod\": 1", "\"blockPeriod\": 0.25"));

    // when
    Declaration declared = Declaration.read(file);

    // then
    assertThat(declared.period()).hasMillis(250);
    assertThatThrownBy(declared::periodSeconds)
        .hasMessageContaining("blockPeriod '0.25' must be a whole number of seconds");
  }
}
