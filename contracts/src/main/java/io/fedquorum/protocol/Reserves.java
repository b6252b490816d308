package io.fedquorum.protocol;

import java.util.List;

/**
 * Who takes over jobs that are not answered in time, see {@link Escalation}.
 *
 * @param seconds how long before the commit deadline jobs are given to reserves
 * @param workers positions in the assignment's {@code eligible} of those without a job, in the
 *     order in which they are asked
 * @param openJobs the jobs that were given to reserves, ascending; empty as long as none was
 */
public record Reserves(int seconds, List<Integer> workers, List<Integer> openJobs) {
  public Reserves {
    workers = List.copyOf(workers);
    openJobs = List.copyOf(openJobs);
    if (seconds < 1) {
      throw new IllegalArgumentException("seconds '" + seconds + "' must be 1 or more");
    }
  }
}
