package io.fedquorum.network;

import io.fedquorum.network.quorum.QuorumBinary;
import java.util.Optional;

/** Whether a GoQuorum is here to test with; the tests' output says which, or why none. */
final class GoQuorumHere {
  static final String NONE = "no GoQuorum geth named by FEDQ_GETH or on PATH";
  static final String CONDITION = "io.fedquorum.network.GoQuorumHere#isHere";

  private GoQuorumHere() {}

  static boolean isHere() {
    Optional<QuorumBinary> found = find();
    String what = found.map(b -> "GoQuorum " + b.version()).orElse("skipped: " + NONE);
    System.out.println("GoQuorum tests: " + what);
    return found.isPresent();
  }

  static Optional<QuorumBinary> find() {
    return QuorumBinary.find(Optional.ofNullable(System.getenv(QuorumBinary.VARIABLE)));
  }
}
