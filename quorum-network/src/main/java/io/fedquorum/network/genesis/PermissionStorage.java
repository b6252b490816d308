package io.fedquorum.network.genesis;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Keccak;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The storage of {@code AccountPermissions} in a genesis block, as its constructor would have left
 * it if genesis contracts had one.
 *
 * <p>Layout: Solidity 0.8 documentation, "Layout of State Variables in Storage". An array's length
 * is in its slot p and its elements from Keccak-256(p) on; a mapping's value is at Keccak-256(key ‖
 * p); a text of 32 bytes or more has 2·length+1 in its slot and its bytes from Keccak-256(slot) on.
 */
final class PermissionStorage {
  private static final BigInteger ACCOUNT_LIST = BigInteger.ZERO;
  private static final BigInteger ACCOUNTS = BigInteger.ONE;
  private static final BigInteger NODES = BigInteger.TWO;
  private static final BigInteger NODE_PLACES = BigInteger.valueOf(3);
  private static final int SLOTS_OF_A_NODE = 3;
  private static final int WORD = 32;
  private static final long ACTIVE = 2;
  private static final int BITS_OF_A_PORT = 16;
  private static final Pattern ENODE =
      Pattern.compile("enode://([0-9a-f]{128})@([0-9.]{7,15}):(\\d{1,5})(?:\\?.*)?");

  private final Map<Bytes32, Bytes32> slots = new LinkedHashMap<>();

  private PermissionStorage() {}

  /**
   * The slots that are not zero.
   *
   * @param administrator active, with the role {@code ADMIN}
   * @param enodes listed and active
   */
  static Map<Bytes32, Bytes32> of(Address administrator, List<String> enodes) {
    PermissionStorage storage = new PermissionStorage();
    storage.put(ACCOUNT_LIST, BigInteger.ONE);
    BigInteger account = new BigInteger(1, administrator.bytes());
    storage.put(place(ACCOUNT_LIST), account);
    // Status in the lowest byte, then the role: ADMIN is 0.
    storage.put(value(word(account), ACCOUNTS), BigInteger.valueOf(ACTIVE));
    storage.put(NODES, BigInteger.valueOf(enodes.size()));
    for (int i = 0; i < enodes.size(); i++) {
      storage.node(i, enodes.get(i));
    }
    return storage.slots;
  }

  private void node(int index, String enode) {
    Matcher parts = ENODE.matcher(enode);
    if (!parts.matches()) {
      throw new NetworkException(
          Reason.BAD_INPUT, "enode '%s' must be enode://KEY@IP:PORT".formatted(enode));
    }
    BigInteger first = place(NODES).add(BigInteger.valueOf((long) SLOTS_OF_A_NODE * index));
    text(first, parts.group(1));
    text(first.add(BigInteger.ONE), parts.group(2));
    long port = Long.parseLong(parts.group(3));
    put(first.add(BigInteger.TWO), BigInteger.valueOf((ACTIVE << BITS_OF_A_PORT) | port));
    Bytes32 key = Keccak.hash(parts.group(1).getBytes(StandardCharsets.US_ASCII));
    put(value(key.bytes(), NODE_PLACES), BigInteger.valueOf(index + 1L));
  }

  private void text(BigInteger slot, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length < WORD) {
      byte[] packed = ByteBuffer.allocate(WORD).put(bytes).array();
      packed[WORD - 1] = (byte) (2 * bytes.length);
      put(slot, new BigInteger(1, packed));
      return;
    }
    put(slot, BigInteger.valueOf(2L * bytes.length + 1));
    for (int at = 0; at < bytes.length; at += WORD) {
      byte[] part =
          ByteBuffer.allocate(WORD).put(bytes, at, Math.min(WORD, bytes.length - at)).array();
      put(place(slot).add(BigInteger.valueOf(at / WORD)), new BigInteger(1, part));
    }
  }

  private void put(BigInteger slot, BigInteger value) {
    slots.put(Bytes32.of(word(slot)), Bytes32.of(word(value)));
  }

  /** Where the elements of an array, or the bytes of a long text, begin. */
  private static BigInteger place(BigInteger slot) {
    return new BigInteger(1, Keccak.hash(word(slot)).bytes());
  }

  /** Where a mapping has the value of a key. */
  private static BigInteger value(byte[] key, BigInteger slot) {
    byte[] both = ByteBuffer.allocate(2 * WORD).put(key).put(word(slot)).array();
    return new BigInteger(1, Keccak.hash(both).bytes());
  }

  private static byte[] word(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = Math.max(0, bytes.length - WORD);
    int length = bytes.length - from;
    return ByteBuffer.allocate(WORD).put(WORD - length, bytes, from, length).array();
  }
}
