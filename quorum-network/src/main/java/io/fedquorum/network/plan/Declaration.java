package io.fedquorum.network.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * The small file that a network is generated from.
 *
 * @param consensus how the validators agree
 * @param chainId EIP-155 chain id, not 1
 * @param validators nodes that seal blocks, from 1 to 32; 4 is the least that stands one fault
 * @param members nodes that only follow, from 0 to 32
 * @param blockPeriod seconds from block to block; a whole number unless it is a development chain
 * @param basePort RPC ports count up from here, one a node, and peer-to-peer ports from 1000 above;
 *     0: any that are free
 * @param operatorEther what the operator's account holds at the start
 * @param accounts which accounts may send; {@code open} where the file does not say
 */
public record Declaration(
    @JsonProperty(required = true) Consensus consensus,
    @JsonProperty(required = true) long chainId,
    @JsonProperty(required = true) int validators,
    @JsonProperty(required = true) int members,
    @JsonProperty(required = true) BigDecimal blockPeriod,
    @JsonProperty(required = true) int basePort,
    @JsonProperty(required = true) long operatorEther,
    Accounts accounts) {
  private static final int MOST_NODES = 32;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  public Declaration {
    Objects.requireNonNull(consensus, "consensus");
    Objects.requireNonNull(blockPeriod, "blockPeriod");
    accounts = accounts == null ? Accounts.OPEN : accounts;
    require(chainId >= 2 && chainId <= Integer.MAX_VALUE, "chainId", chainId, "from 2 to 2^31-1");
    require(validators >= 1 && validators <= MOST_NODES, "validators", validators, "from 1 to 32");
    require(members >= 0 && members <= MOST_NODES, "members", members, "from 0 to 32");
    require(
        blockPeriod.compareTo(new BigDecimal("0.05")) >= 0
            && blockPeriod.compareTo(BigDecimal.valueOf(60)) <= 0,
        "blockPeriod",
        blockPeriod,
        "from 0.05 to 60 seconds");
    require(
        basePort == 0 || (basePort >= 1024 && basePort <= 64000),
        "basePort",
        basePort,
        "0 or from 1024 to 64000");
    require(
        operatorEther >= 1 && operatorEther <= 1_000_000_000_000L,
        "operatorEther",
        operatorEther,
        "from 1 to 10^12");
  }

  /** A network whose accounts are open. */
  public Declaration(
      Consensus consensus,
      long chainId,
      int validators,
      int members,
      BigDecimal blockPeriod,
      int basePort,
      long operatorEther) {
    this(
        consensus,
        chainId,
        validators,
        members,
        blockPeriod,
        basePort,
        operatorEther,
        Accounts.OPEN);
  }

  /**
   * Reads a file.
   *
   * @throws NetworkException naming the file and the field at fault
   */
  public static Declaration read(Path file) {
    try {
      return JSON.readValue(Files.readAllBytes(file), Declaration.class);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof NetworkException fault) {
        throw new NetworkException(Reason.BAD_INPUT, "'" + file + "': " + fault.getMessage(), e);
      }
      throw new NetworkException(
          Reason.BAD_INPUT, "'" + file + "' is no network file: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new NetworkException(Reason.BAD_INPUT, "'" + file + "' cannot be read", e);
    }
  }

  /** The block period. */
  public Duration period() {
    return Duration.ofMillis(blockPeriod.movePointRight(3).longValue());
  }

  /** The block period of a BFT network, which counts whole seconds. */
  public int periodSeconds() {
    BigDecimal period = blockPeriod.stripTrailingZeros();
    require(
        period.scale() <= 0,
        "blockPeriod",
        blockPeriod,
        "a whole number of seconds: only the development chain takes fractions");
    return period.intValueExact();
  }

  /** What the operator's account holds at the start, in wei. */
  public BigInteger operatorWei() {
    return BigInteger.valueOf(operatorEther).multiply(BigInteger.TEN.pow(18));
  }

  /** The same with another consensus. */
  public Declaration withConsensus(Consensus other) {
    return new Declaration(
        other, chainId, validators, members, blockPeriod, basePort, operatorEther, accounts);
  }

  /** The same with other numbers of nodes. */
  public Declaration withNodes(int sealing, int following) {
    return new Declaration(
        consensus, chainId, sealing, following, blockPeriod, basePort, operatorEther, accounts);
  }

  /** The same with another block period, in seconds. */
  public Declaration withBlockPeriod(BigDecimal seconds) {
    return new Declaration(
        consensus, chainId, validators, members, seconds, basePort, operatorEther, accounts);
  }

  /** The same from another base port. */
  public Declaration withBasePort(int port) {
    return new Declaration(
        consensus, chainId, validators, members, blockPeriod, port, operatorEther, accounts);
  }

  /** The same with other rules for accounts. */
  public Declaration withAccounts(Accounts rule) {
    return new Declaration(
        consensus, chainId, validators, members, blockPeriod, basePort, operatorEther, rule);
  }

  private static void require(boolean ok, String field, Object value, String allowed) {
    if (!ok) {
      throw new NetworkException(
          Reason.BAD_INPUT, "%s '%s' must be %s".formatted(field, value, allowed));
    }
  }
}
