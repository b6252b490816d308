package io.fedquorum.coordinator.figures;

import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.aggregation.Accumulator;
import io.fedquorum.coordinator.aggregation.FedAvg;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.round.Judge;
import io.fedquorum.coordinator.round.Replicas;
import io.fedquorum.coordinator.round.Results;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Measures how long a round of many replicas takes to judge, beside input and output: documents and
 * results are in memory, and results are made when they are read. One worker in ten is wrong; the
 * referee's result is there at once. Arguments: workers, jobs, replicas (default 10000 3334 3).
 * Prints a line for each of six runs, the first of them cold. Milliseconds of processor time of the
 * judging thread, which other work on the machine disturbs less, and of the wall clock.
 *
 * <p>After {@code mvn -Dquick -DskipTests package}, with the heap of {@code fedq serve}: {@code
 * java -XX:+UseSerialGC -Xms64m -Xmx400m -cp
 * 'coordinator/target/test-classes:coordinator/target/quarkus-app/app/*:coordinator/target/quarkus-app/lib/main/*'
 * io.fedquorum.coordinator.figures.JudgingFigure}
 */
public final class JudgingFigure {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-784-128-10");
  private static final int RUNS = 6;
  private static final byte[] TEMPLATE =
      ModelArtifact.encode(MODEL, new float[MODEL.parameterCount()]);

  private final byte[] assignmentJson;
  private final byte[] jobsJson;
  private final Set<Address> committed = new HashSet<>();
  private final Map<Address, List<Digest>> revealed = new HashMap<>();
  private final SortedMap<Address, Bytes32> salts = new TreeMap<>();

  private JudgingFigure(int workers, int jobs, int replicas) {
    Assignment assignment =
        Designs.named("random")
            .draw(1, 1, Fixtures.workers(workers), jobs, replicas, Fixtures.seed(1));
    assignmentJson = assignment.bytes();
    jobsJson = jobList(jobs).bytes();
    Map<Address, List<Digest>> answers = new HashMap<>();
    for (int job = 0; job < jobs; job++) {
      for (Address worker : assignment.workersOf(job)) {
        boolean wrong = worker.bytes()[19] % 10 == 0;
        Digest digest = Fixtures.digest(wrong ? "wrong " + worker + job : "right " + job);
        answers.computeIfAbsent(worker, w -> new ArrayList<>()).add(digest);
      }
    }
    answers.forEach(
        (worker, digests) -> {
          committed.add(worker);
          revealed.put(worker, digests);
          salts.put(worker, Fixtures.digest("salt " + worker).word());
        });
  }

  private static JobList jobList(int jobs) {
    DatasetRef dataset = new DatasetRef("digits", 60_000, 10_000, Fixtures.digest("data"));
    Bytes32 profile = new NumericProfile("none", "none", "none", 1, Fixtures.digest("canary")).id();
    List<Job> all = IntStream.range(0, jobs).mapToObj(i -> new Job(i, i, i + 1, i)).toList();
    return new JobList(
        1,
        1,
        1,
        MODEL,
        Fixtures.digest("model"),
        dataset,
        1,
        new Hyperparameters(new BigDecimal("0.1"), new BigDecimal("0.9"), 64, 1),
        profile,
        all);
  }

  /** Prints the figures. */
  public static void main(String[] args) {
    int[] size = {10_000, 3_334, 3};
    for (int i = 0; i < args.length; i++) {
      size[i] = Integer.parseInt(args[i]);
    }
    JudgingFigure figure = new JudgingFigure(size[0], size[1], size[2]);
    System.out.printf(
        "%d workers, %d jobs, %d replicas each: %d replicas%n",
        size[0], size[1], size[2], size[1] * size[2]);
    System.out.println(
        "run    document replicas verdicts   bytes   events |  JUDGED   wall |  average  heap MiB");
    for (int run = 0; run < RUNS; run++) {
      figure.run(run);
    }
  }

  private void run(int run) {
    Laps laps = new Laps();
    Assignment assignment = CanonicalJson.read(assignmentJson, Assignment.class);
    JobList jobs = CanonicalJson.read(jobsJson, JobList.class);
    boolean complete = committed.containsAll(assignment.assigned());
    laps.lap();
    Replicas replicas = new Replicas(assignment, committed, revealed);
    Judge judge =
        new Judge(jobs, replicas, Policy.parse("majority-referee"), Fixtures.seed(2), salts);
    int agreed = judge.agreedByJob().size();
    laps.lap();
    VerdictList verdicts =
        judge.verdicts(digest -> true, job -> Fixtures.digest("right " + job.index()));
    laps.lap();
    long usable = jobs.jobs().stream().filter(job -> Results.isResult(MODEL, result(job))).count();
    laps.lap();
    int bytes = verdicts.bytes().length;
    for (JobVerdict verdict : verdicts.jobs()) {
      bytes += CanonicalJson.write(new Fact.JobJudged(1, verdict)).length;
    }
    laps.lap();
    Laps average = new Laps();
    Accumulator sum = new FedAvg().start(MODEL);
    jobs.jobs().forEach(job -> sum.add(job.index(), job.samples(), result(job)));
    bytes += sum.finish().length;
    average.lap();
    if (!complete || usable != jobs.jobs().size() || bytes == 0 || agreed == 0) {
      throw new IllegalStateException("the round is not as it was made");
    }
    System.out.printf(
        "%-6s%s | %7d %6d | %s %9d%n",
        run == 0 ? "cold" : run + 1,
        laps,
        laps.cpu(),
        laps.wall(),
        average,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
  }

  /** Processor time of this thread, part by part. */
  private static final class Laps {
    private final long wall = System.nanoTime();
    private final long begun = now();
    private final StringBuilder text = new StringBuilder();
    private long last = begun;

    private static long now() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    void lap() {
      long now = now();
      text.append("%8d".formatted((now - last) / 1_000_000));
      last = now;
    }

    long cpu() {
      return (last - begun) / 1_000_000;
    }

    long wall() {
      return (System.nanoTime() - wall) / 1_000_000;
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static byte[] result(Job job) {
    byte[] bytes = TEMPLATE.clone();
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(bytes.length - Float.BYTES, job.index() + 1f);
    return bytes;
  }
}
