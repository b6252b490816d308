package io.fedquorum.network.plan;

/** Runs the nodes of one network directory. Every method is harmless when it has nothing to do. */
public interface NodeRunner {
  /** Starts every node that does not run. */
  void startAll();

  /** Starts one node. */
  void start(NodePlan node);

  /** Stops one node, and only what was started here. */
  void stop(NodePlan node);

  /** Stops every node. */
  void stopAll();

  /** Whether a node runs. */
  boolean isRunning(NodePlan node);

  /** What a node printed last. */
  String log(NodePlan node);
}
