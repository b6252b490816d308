package io.fedquorum.worker.simulation;

import io.fedquorum.chain.Call;
import io.fedquorum.protocol.AbiWords;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Mischief;
import io.fedquorum.worker.round.RoundKey;

/** Works honestly, and in each round first sends a bounded number of junk requests and calls. */
final class Flood implements Behaviour {
  static final int REQUESTS = 100;
  static final int TRANSACTIONS = 8;

  @Override
  public String name() {
    return "flood";
  }

  @Override
  public void disturb(RoundKey round, Mischief mischief) {
    for (int i = 0; i < REQUESTS; i++) {
      Bytes32 junk = junk(round, i);
      String path = "/api/v1/artifacts/" + Digest.of(junk);
      mischief.request(i % 2 == 0 ? "PUT" : "GET", path, i % 2 == 0 ? junk.bytes() : new byte[0]);
    }
    for (int i = 0; i < TRANSACTIONS; i++) {
      // Of a round that is not open: reverted, and the real commit stays possible.
      mischief.transaction(
          round.intent("flood/" + i),
          new Call.Commit(round.training(), round.round() + 1_000_000, junk(round, i)));
    }
  }

  private static Bytes32 junk(RoundKey round, int i) {
    return new AbiWords().add(round.training()).add(round.round()).add(i).hash();
  }
}
