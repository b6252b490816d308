package io.fedquorum.network;

import io.fedquorum.network.docker.DockerEngine;
import io.fedquorum.network.plan.NetworkKind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The suite on four GoQuorum validators in containers, where a Docker engine answers. */
@EnabledIf(value = "isHere", disabledReason = DockerSuiteTest.NONE)
class DockerSuiteTest extends NetworkSuite {
  static final String NONE = "no Docker engine with the Compose plug-in answers";

  static boolean isHere() {
    boolean found = DockerEngine.find().isPresent();
    System.out.println("Docker tests: " + (found ? "an engine answers" : "skipped: " + NONE));
    return found;
  }

  @BeforeAll
  static void start(@TempDir Path directory) {
    start(directory, NetworkKind.DOCKER);
  }
}
