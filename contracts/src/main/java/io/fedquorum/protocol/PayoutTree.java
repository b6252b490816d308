package io.fedquorum.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle tree over payout leaves. Pairs are hashed in byte order (OpenZeppelin {@code
 * MerkleProof}); a node without a partner moves up unchanged.
 */
public final class PayoutTree {
  private final List<PayoutLeaf> leaves;
  private final List<List<Bytes32>> levels = new ArrayList<>();

  /**
   * Builds the tree.
   *
   * @param leaves in index order; at least one
   */
  public PayoutTree(List<PayoutLeaf> leaves) {
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("a payout tree needs at least one leaf");
    }
    this.leaves = List.copyOf(leaves);
    List<Bytes32> level = this.leaves.stream().map(PayoutLeaf::hash).toList();
    levels.add(level);
    while (level.size() > 1) {
      level = parents(level);
      levels.add(level);
    }
  }

  /** The leaves in index order. */
  public List<PayoutLeaf> leaves() {
    return leaves;
  }

  /** The root that {@code JobRegistry.settle} publishes. */
  public Bytes32 root() {
    return levels.get(levels.size() - 1).get(0);
  }

  /** The sibling hashes from the leaf up to the root. */
  public List<Bytes32> proof(int index) {
    List<Bytes32> proof = new ArrayList<>();
    int position = index;
    for (List<Bytes32> level : levels.subList(0, levels.size() - 1)) {
      int sibling = position ^ 1;
      if (sibling < level.size()) {
        proof.add(level.get(sibling));
      }
      position /= 2;
    }
    return proof;
  }

  private static List<Bytes32> parents(List<Bytes32> level) {
    List<Bytes32> parents = new ArrayList<>((level.size() + 1) / 2);
    for (int i = 0; i < level.size(); i += 2) {
      parents.add(i + 1 < level.size() ? pair(level.get(i), level.get(i + 1)) : level.get(i));
    }
    return parents;
  }

  private static Bytes32 pair(Bytes32 left, Bytes32 right) {
    byte[] a = left.bytes();
    byte[] b = right.bytes();
    return Arrays.compareUnsigned(a, b) <= 0 ? Keccak.hash(a, b) : Keccak.hash(b, a);
  }
}
