package io.fedquorum.network.plan;

import io.fedquorum.network.node.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What runners of plain processes share: a process file and a log in each node's directory. */
public abstract class NativeRunner implements NodeRunner {
  private static final int LINES_OF_LOG = 200;

  private final NetworkPlan plan;
  private final Path directory;

  /** For the nodes of a network directory. */
  protected NativeRunner(NetworkPlan plan, Path directory) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.directory = Objects.requireNonNull(directory, "directory").toAbsolutePath();
  }

  /** The plan. */
  protected final NetworkPlan plan() {
    return plan;
  }

  /** The network's directory, absolute. */
  protected final Path directory() {
    return directory;
  }

  @Override
  public void startAll() {
    plan.nodes().forEach(this::start);
  }

  @Override
  public final void stop(NodePlan node) {
    NodeProcess.stop(node.directory(directory));
  }

  /** All at once: a node takes its time to write its state. */
  @Override
  public final void stopAll() {
    plan.nodes().parallelStream().forEach(this::stop);
  }

  @Override
  public final boolean isRunning(NodePlan node) {
    return NodeProcess.isRunning(node.directory(directory));
  }

  @Override
  public final String log(NodePlan node) {
    Path log = node.directory(directory).resolve(NodeProcess.LOG);
    try {
      // Not every byte that a node prints is UTF-8.
      List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
      int from = Math.max(0, lines.size() - LINES_OF_LOG);
      return String.join("\n", lines.subList(from, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("log '" + log + "' cannot be read", e);
    }
  }
}
