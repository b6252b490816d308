package io.fedquorum.chain.web3j;

import io.fedquorum.protocol.Address;
import java.nio.ByteBuffer;
import java.util.List;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * The {@code extraData} of a genesis block, which names the first validators of a BFT network.
 *
 * <p>Layouts: GoQuorum {@code core/types/istanbul.go} ({@code QBFTExtra}, {@code IstanbulExtra}).
 */
public final class BftExtraData {
  private static final int VANITY = 32;
  private static final int SEAL = 65;

  private BftExtraData() {}

  /**
   * QBFT, as GoQuorum from 21.10 and Besu read it: RLP([32 zero bytes, [validators], [], 0, []]).
   *
   * @param validators at least one, in ascending order, no doubles
   */
  public static byte[] qbftExtraData(List<Address> validators) {
    return RlpEncoder.encode(
        new RlpList(
            RlpString.create(new byte[VANITY]),
            addresses(validators),
            new RlpList(),
            RlpString.create(0L),
            new RlpList()));
  }

  /**
   * IBFT, as GoQuorum 21.x reads it: 32 zero bytes, then RLP([[validators], 65 zero bytes, []]).
   *
   * @param validators at least one, in ascending order, no doubles
   */
  public static byte[] ibftExtraData(List<Address> validators) {
    byte[] rlp =
        RlpEncoder.encode(
            new RlpList(addresses(validators), RlpString.create(new byte[SEAL]), new RlpList()));
    return ByteBuffer.allocate(VANITY + rlp.length).put(VANITY, rlp).array();
  }

  private static RlpList addresses(List<Address> validators) {
    if (validators.isEmpty()) {
      throw new IllegalArgumentException("validators '[]' must name at least one validator");
    }
    if (!validators.equals(validators.stream().distinct().sorted().toList())) {
      throw new IllegalArgumentException(
          "validators '" + validators + "' must be in ascending order, without doubles");
    }
    return new RlpList(
        validators.stream().map(a -> (RlpType) RlpString.create(a.bytes())).toList());
  }
}
