package io.fedquorum.coordinator.reliability;

import java.util.Map;

/** A cluster that has run one training undisturbed, with whose outcome all others are compared. */
final class Bench implements AutoCloseable {
  final Cluster cluster;
  final Audit audit;

  private Bench(Cluster cluster, Audit audit) {
    this.cluster = cluster;
    this.audit = audit;
  }

  static Bench start(String name, int rounds) throws Exception {
    return start(name, rounds, Map.of(), Map.of());
  }

  /**
   * As {@link #start(String, int)}.
   *
   * @param rounds of each training
   * @param coordinator the coordinator's environment
   * @param worker the first worker's
   */
  static Bench start(
      String name, int rounds, Map<String, String> coordinator, Map<String, String> worker)
      throws Exception {
    Cluster cluster = new Cluster(name);
    try {
      cluster.begin(coordinator, worker);
      Audit audit = new Audit(cluster, rounds);
      Bench bench = new Bench(cluster, audit);
      Audit.Balances before = audit.balances();
      String id = audit.create("a");
      audit.awaitOver(id, cluster::requireAlive);
      audit.requireRight(id, before);
      return bench;
    } catch (Exception | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** Whether everything is to be tried, and not the quick half of {@code mvn verify}. */
  static boolean isAll() {
    return System.getProperty("fedquorum.reliability", "quick").equals("all");
  }

  @Override
  public void close() {
    audit.close();
    cluster.close();
  }
}
