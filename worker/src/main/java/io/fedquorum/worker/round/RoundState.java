package io.fedquorum.worker.round;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How far this worker is in a round. The methods are the legal transitions:
 *
 * <pre>
 * opened ─▶ assigned ─▶ trained ─▶ committed ─▶ revealed ─▶ uploaded ─▶ done
 *    └─▶ idle   └──────────┴───────────┴──▶ missed ◀┘           revealed ─▶ done
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RoundState.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = RoundState.Idle.class, name = "idle"),
  @JsonSubTypes.Type(value = RoundState.Assigned.class, name = "assigned"),
  @JsonSubTypes.Type(value = RoundState.Trained.class, name = "trained"),
  @JsonSubTypes.Type(value = RoundState.Committed.class, name = "committed"),
  @JsonSubTypes.Type(value = RoundState.Revealed.class, name = "revealed"),
  @JsonSubTypes.Type(value = RoundState.Uploaded.class, name = "uploaded"),
  @JsonSubTypes.Type(value = RoundState.Done.class, name = "done"),
  @JsonSubTypes.Type(value = RoundState.Missed.class, name = "missed")
})
public sealed interface RoundState {
  /** Nothing more will be done in the round. */
  sealed interface Final extends RoundState {}

  /** The round still wants something of this worker. */
  sealed interface Pending extends RoundState {
    /** It is too late, or what is wanted is refused or impossible; the reason is one line. */
    default Missed missed(String reason) {
      return new Missed(reason);
    }
  }

  /** The name in logs. */
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The round is known; whether it has jobs for this worker is not. */
  record Opened() implements Pending {
    /** This worker has no job in the round. */
    public Idle idle() {
      return new Idle();
    }

    /** This worker has these jobs, ascending. */
    public Assigned assigned(List<Integer> jobs) {
      return new Assigned(jobs, List.of(), 0);
    }
  }

  /** Not drawn for this round. */
  record Idle() implements Final {}

  /**
   * Jobs are being trained.
   *
   * @param jobs this worker's jobs, ascending
   * @param results digests of the results so far; their bytes are on disk
   * @param trainingMillis time spent in training so far
   */
  record Assigned(List<Integer> jobs, List<Digest> results, long trainingMillis)
      implements Pending {
    public Assigned {
      jobs = List.copyOf(jobs);
      results = List.copyOf(results);
      if (jobs.isEmpty() || results.size() > jobs.size()) {
        throw new IllegalArgumentException(
            results.size() + " results of " + jobs.size() + " jobs is impossible");
      }
    }

    /** Whether a job is left to train. */
    public boolean hasNext() {
      return results.size() < jobs.size();
    }

    /** The next job to train. */
    public int next() {
      return jobs.get(results.size());
    }

    /** The next job is trained and its bytes are on disk. */
    public Assigned result(Digest digest, long millis) {
      List<Digest> more = Stream.concat(results.stream(), Stream.of(digest)).toList();
      return new Assigned(jobs, more, trainingMillis + millis);
    }

    /** All jobs are trained; the salt is fixed here, before anything is committed. */
    public Trained trained(Bytes32 salt) {
      if (hasNext()) {
        throw new IllegalStateException("job " + next() + " is not trained");
      }
      return new Trained(new Answer(salt, results), trainingMillis);
    }
  }

  /** The answer is on disk and must not change any more. */
  record Trained(Answer answer, long trainingMillis) implements Pending {
    public Trained {
      Objects.requireNonNull(answer, "answer");
    }

    /** The commit is mined. */
    public Committed committed() {
      return new Committed(answer, trainingMillis);
    }
  }

  /** The chain holds the commitment. */
  record Committed(Answer answer, long trainingMillis) implements Pending {
    public Committed {
      Objects.requireNonNull(answer, "answer");
    }

    /** The reveal is mined. */
    public Revealed revealed() {
      List<Digest> distinct = answer.digests().stream().distinct().toList();
      return new Revealed(distinct, trainingMillis);
    }
  }

  /**
   * The chain holds the digests.
   *
   * @param missing digests whose bytes the coordinator may not have yet
   */
  record Revealed(List<Digest> missing, long trainingMillis) implements Pending {
    public Revealed {
      missing = List.copyOf(missing);
    }

    /** The coordinator has the first missing result. */
    public RoundState delivered() {
      List<Digest> rest = new ArrayList<>(missing.subList(1, missing.size()));
      return rest.isEmpty() ? new Uploaded() : new Revealed(rest, trainingMillis);
    }

    /** The round ended; what is missing is not wanted any more. */
    public Done done() {
      return new Done();
    }
  }

  /** The coordinator has all results. */
  record Uploaded() implements RoundState {
    /** The round ended. */
    public Done done() {
      return new Done();
    }
  }

  /** This worker's part is over. */
  record Done() implements Final {}

  /**
   * This worker gave no full answer.
   *
   * @param reason one line
   */
  record Missed(String reason) implements Final {
    public Missed {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
