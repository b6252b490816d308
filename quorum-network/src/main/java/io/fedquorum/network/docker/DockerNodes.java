package io.fedquorum.network.docker;

import io.fedquorum.network.genesis.NetworkFiles.Hosts;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.plan.NodePlan;
import io.fedquorum.network.plan.NodeRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs a network's nodes in containers, through Docker Compose. */
public final class DockerNodes implements NodeRunner {
  /** Containers of GoQuorum. */
  public static final String GOQUORUM = "goquorum";

  /** Containers of Besu, which goes on where GoQuorum's support ended. */
  public static final String BESU = "besu";

  private static final int UP_SECONDS = 600;
  private static final int STOP_SECONDS = 120;

  private final NetworkPlan plan;
  private final Path directory;
  private final DockerEngine engine;

  /** The nodes of a network directory. */
  public DockerNodes(NetworkPlan plan, Path directory, DockerEngine engine) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.directory = directory.toAbsolutePath();
    this.engine = Objects.requireNonNull(engine, "engine");
  }

  /** Where containers of a network reach each other. */
  public static Hosts hosts(NetworkPlan plan, Path directory) {
    return new ComposeFile(plan, directory).hosts();
  }

  /** Writes the Compose file into a generated directory. */
  public static void prepare(NetworkPlan plan, Path directory) {
    plan.nodes().forEach(node -> BesuPermissions.write(node.directory(directory)));
    new ComposeFile(plan, directory).write();
  }

  @Override
  public void startAll() {
    compose(UP_SECONDS, "up", "--detach", "--wait");
  }

  @Override
  public void start(NodePlan node) {
    compose(UP_SECONDS, "up", "--detach", node.name());
  }

  @Override
  public void stop(NodePlan node) {
    compose(STOP_SECONDS, "stop", node.name());
  }

  @Override
  public void stopAll() {
    compose(STOP_SECONDS, "down");
  }

  @Override
  public boolean isRunning(NodePlan node) {
    return compose(STOP_SECONDS, "ps", "--status", "running", "--services")
        .lines()
        .anyMatch(node.name()::equals);
  }

  @Override
  public String log(NodePlan node) {
    return compose(STOP_SECONDS, "logs", "--no-color", "--tail", "200", node.name());
  }

  private String compose(int seconds, String... arguments) {
    String file = directory.resolve(ComposeFile.NAME).toString();
    List<String> all = new ArrayList<>(List.of("compose", "--file", file));
    all.addAll(List.of("--project-name", new ComposeFile(plan, directory).project()));
    all.addAll(List.of(arguments));
    return engine.run(directory, seconds, all);
  }
}
