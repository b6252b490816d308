package io.fedquorum.network;

import io.fedquorum.network.plan.NetworkKind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The suite on four GoQuorum validators, where this machine has a GoQuorum. */
@EnabledIf(value = GoQuorumHere.CONDITION, disabledReason = GoQuorumHere.NONE)
class QuorumSuiteTest extends NetworkSuite {
  @BeforeAll
  static void start(@TempDir Path directory) {
    start(directory, NetworkKind.GOQUORUM);
  }
}
