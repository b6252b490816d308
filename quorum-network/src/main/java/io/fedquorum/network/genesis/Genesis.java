package io.fedquorum.network.genesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.chain.web3j.BftExtraData;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Genesis blocks. Berlin rules under QBFT, Istanbul rules under IBFT; gas price 0; block gas limit
 * 700,000,000, GoQuorum's default.
 */
public final class Genesis {
  /** The mix hash of every Istanbul-family block: Keccak-256 of "Istanbul practical BFT". */
  static final String BFT_MIX_HASH =
      "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

  private static final String GAS_LIMIT = "0x29b92700";
  private static final int EPOCH = 30_000;
  // With a proposer down each of its rounds costs this long; GoQuorum's default is 10.
  private static final int REQUEST_TIMEOUT_SECONDS = 4;
  private static final int KIBIBYTES_OF_TRANSACTION = 64;
  private static final int KIBIBYTES_OF_CODE = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Genesis() {}

  /**
   * For GoQuorum.
   *
   * @param validators in ascending order
   */
  public static ObjectNode goQuorum(
      Declaration network, List<Address> validators, Address operator) {
    ObjectNode config = forks(network);
    config.put("isQuorum", true).put("txnSizeLimit", KIBIBYTES_OF_TRANSACTION);
    config.putArray("maxCodeSizeConfig").addObject().put("block", 0).put("size", KIBIBYTES_OF_CODE);
    if (network.consensus() == Consensus.QBFT) {
      qbft(config, network).put("policy", 0).put("ceil2Nby3Block", 0);
    } else {
      config.putObject("istanbul").put("epoch", EPOCH).put("policy", 0).put("ceil2Nby3Block", 0);
    }
    return block(network, config, validators, operator);
  }

  /** Puts a contract into a genesis block. */
  static void addContract(
      ObjectNode genesis, Address address, String code, Map<Bytes32, Bytes32> storage) {
    ObjectNode entry = ((ObjectNode) genesis.get("alloc")).putObject(address.value());
    entry.put("balance", "0x0").put("code", "0x" + code);
    ObjectNode slots = entry.putObject("storage");
    storage.forEach((slot, word) -> slots.put(slot.value(), word.value()));
  }

  /**
   * For Besu, which reads QBFT only.
   *
   * @param validators in ascending order
   */
  public static ObjectNode besu(Declaration network, List<Address> validators, Address operator) {
    ObjectNode config = forks(network);
    qbft(config, network);
    return block(network, config, validators, operator);
  }

  private static ObjectNode forks(Declaration network) {
    ObjectNode config = JSON.createObjectNode().put("chainId", network.chainId());
    for (String fork :
        List.of("homestead", "eip150", "eip155", "eip158", "byzantium", "constantinople")) {
      config.put(fork + "Block", 0);
    }
    config.put("petersburgBlock", 0).put("istanbulBlock", 0);
    if (network.consensus() == Consensus.QBFT) {
      config.put("muirGlacierBlock", 0).put("berlinBlock", 0);
    }
    return config;
  }

  private static ObjectNode qbft(ObjectNode config, Declaration network) {
    return config
        .putObject("qbft")
        .put("epochlength", EPOCH)
        .put("blockperiodseconds", network.periodSeconds())
        .put("requesttimeoutseconds", REQUEST_TIMEOUT_SECONDS);
  }

  private static ObjectNode block(
      Declaration network, ObjectNode config, List<Address> validators, Address operator) {
    byte[] extraData =
        network.consensus() == Consensus.QBFT
            ? BftExtraData.qbftExtraData(validators)
            : BftExtraData.ibftExtraData(validators);
    ObjectNode block = JSON.createObjectNode();
    block.set("config", config);
    block.put("nonce", "0x0").put("timestamp", "0x0").put("difficulty", "0x1");
    block.put("extraData", "0x" + HexFormat.of().formatHex(extraData));
    block.put("gasLimit", GAS_LIMIT).put("mixHash", BFT_MIX_HASH);
    block.put("coinbase", "0x" + "0".repeat(40)).put("parentHash", "0x" + "0".repeat(64));
    block
        .putObject("alloc")
        .putObject(operator.value())
        .put("balance", "0x" + network.operatorWei().toString(16));
    return block;
  }
}
