package io.fedquorum.network;

import static io.fedquorum.network.ChainFixture.ETHER;
import static io.fedquorum.network.ChainFixture.STAKE;
import static io.fedquorum.network.ChainFixture.word;

import io.fedquorum.chain.Call;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Commitment;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.PayoutLeaf;
import io.fedquorum.protocol.PayoutTree;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * One training of one round, from join to refund: three workers join, two of them answer and earn
 * an Ether each, the third loses its stake.
 */
final class TrainingStory {
  static final BigInteger FUNDS = ETHER.multiply(BigInteger.valueOf(3));
  static final BigInteger EARNED = ETHER;
  static final BigInteger TOTAL = EARNED.add(EARNED);
  static final BigInteger REST = FUNDS.subtract(TOTAL).add(STAKE);
  static final Bytes32 SEED = word("seed");
  static final Bytes32 SALT = word("salt");
  static final int WINDOW_SECONDS = 60;
  static final List<Digest> DIGESTS = List.of(Digest.of(new byte[] {1}), Digest.of(new byte[] {2}));

  final List<Address> workers;
  final PayoutTree tree;
  final List<Bytes32> commitments;
  final List<BigInteger> received;
  final BigInteger returned;
  private final ChainFixture at;

  TrainingStory(ChainFixture at) {
    this.at = at;
    var keys = Stream.generate(at::worker).limit(3).toList();
    this.workers = keys.stream().map(key -> key.address()).toList();
    this.tree =
        new PayoutTree(
            List.of(
                new PayoutLeaf(0, 1, workers.get(0), EARNED, BigInteger.ZERO),
                new PayoutLeaf(1, 1, workers.get(1), EARNED, BigInteger.ZERO),
                new PayoutLeaf(2, 1, workers.get(2), BigInteger.ZERO, STAKE)));
    at.confirm(at.publisher, new Call.CreateTraining(word("spec"), FUNDS));
    at.open(SEED);
    at.confirm(
        at.publisher,
        new Call.Assign(1, 1, SEED, word("assignment"), WINDOW_SECONDS, WINDOW_SECONDS));
    var answering = keys.subList(0, 2);
    this.commitments = answering.stream().map(key -> commitment(key.address())).toList();
    answering.forEach(
        key -> at.confirm(at.sender(key), new Call.Commit(1, 1, commitment(key.address()))));
    at.confirm(at.publisher, new Call.OpenReveal(1, 1));
    answering.forEach(key -> at.confirm(at.sender(key), new Call.Reveal(1, 1, SALT, words())));
    at.confirm(
        at.publisher, new Call.Settle(1, 1, word("model 1"), word("verdicts"), tree.root(), TOTAL));
    this.received = payAll();
    BigInteger before = at.chain.balance(at.owner.address());
    at.confirm(at.publisher, new Call.CloseTraining(1));
    at.confirm(at.publisher, new Call.Refund(1));
    this.returned = at.chain.balance(at.owner.address()).subtract(before);
  }

  static List<Bytes32> words() {
    return DIGESTS.stream().map(Digest::word).toList();
  }

  private List<BigInteger> payAll() {
    List<BigInteger> before = workers.stream().map(at.chain::balance).toList();
    for (PayoutLeaf leaf : tree.leaves()) {
      at.confirm(
          at.publisher,
          new Call.Claim(
              1,
              leaf.index(),
              leaf.account(),
              leaf.earned(),
              leaf.slashed(),
              tree.proof(leaf.index())));
    }
    return tree.leaves().stream()
        .map(l -> at.chain.balance(l.account()).subtract(before.get(l.index())))
        .toList();
  }

  private Bytes32 commitment(Address worker) {
    long chainId = at.chain.identity().chainId();
    return Commitment.of(chainId, at.contracts.jobs(), 1, 1, worker, DIGESTS, SALT);
  }
}
