package io.fedquorum.coordinator.adaptive;

import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The records of all workers of a training. A pure function of its verdicts: a correct result
 * counts when it was compared with another replica, refereed or audited; one that nobody checked
 * changes nothing; a wrong or missing one resets.
 *
 * @param workers in address order; who is not there has no record
 */
public record TrackRecords(List<Entry> workers) {
  /** Before the first round. */
  public static final TrackRecords NONE = new TrackRecords(List.of());

  public TrackRecords {
    workers = List.copyOf(workers);
  }

  /** One worker's record. */
  public record Entry(Address worker, int verified) {
    public Entry {
      Objects.requireNonNull(worker, "worker");
    }
  }

  /** The record of a worker. */
  public TrackRecord of(Address worker) {
    return workers.stream()
        .filter(entry -> entry.worker().equals(worker))
        .findFirst()
        .map(entry -> new TrackRecord(entry.verified()))
        .orElse(TrackRecord.NONE);
  }

  /** The records after a round. */
  public TrackRecords after(VerdictList round) {
    TreeMap<Address, TrackRecord> next = new TreeMap<>();
    workers.forEach(entry -> next.put(entry.worker(), new TrackRecord(entry.verified())));
    for (JobVerdict job : round.jobs()) {
      if (isChecked(job)) {
        job.replicas()
            .forEach(
                replica ->
                    next.compute(
                        replica.worker(),
                        (w, record) ->
                            (record == null ? TrackRecord.NONE : record)
                                .checked(replica.outcome() == Outcome.CORRECT)));
      }
    }
    return new TrackRecords(
        next.entrySet().stream()
            .filter(entry -> entry.getValue().verified() > 0)
            .map(entry -> new Entry(entry.getKey(), entry.getValue().verified()))
            .toList());
  }

  private static boolean isChecked(JobVerdict job) {
    long answers = job.replicas().stream().filter(r -> !r.outcome().missing()).count();
    return answers > 1 || job.basis() == Basis.REFEREE || job.basis() == Basis.AUDIT;
  }
}
