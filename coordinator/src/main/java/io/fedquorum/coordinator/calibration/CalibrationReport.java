package io.fedquorum.coordinator.calibration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fedquorum.coordinator.tolerance.Distance;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured and what follows from it. Distances are relative L2 distances, rounded to four
 * digits.
 *
 * @param dataset the data
 * @param model the model
 * @param rounds rounds that were trained
 * @param jobs jobs of each
 * @param profiles the profiles, also those that did not start
 * @param honest for each pair of profiles the distances of their results of the same job
 * @param honestAll all of them together
 * @param wrong for each kind of wrong result its distances from the nearest honest one
 * @param nearestWrong the nearest kind; a deviation of one unit in the last place does not count
 * @param proposal a threshold, or why there is none
 */
public record CalibrationReport(
    DatasetRef dataset,
    ModelSpec model,
    int rounds,
    int jobs,
    List<MeasuredProfile> profiles,
    List<Spread> honest,
    Spread honestAll,
    List<Spread> wrong,
    Spread nearestWrong,
    Proposal proposal) {
  public CalibrationReport {
    profiles = List.copyOf(profiles);
    honest = List.copyOf(honest);
    wrong = List.copyOf(wrong);
  }

  /** The line for the training file; null when no threshold separates. */
  @JsonProperty
  public String agreement() {
    return proposal.agreement().orElse(null);
  }

  /** Makes a report of what was computed. */
  static final class Builder {
    private final CalibrationRequest request;
    private final DatasetRef dataset;
    private final List<MeasuredProfile> profiles;
    private final List<MeasuredProfile> started;

    Builder(CalibrationRequest request, DatasetRef dataset, List<MeasuredProfile> profiles) {
      this.request = request;
      this.dataset = dataset;
      this.profiles = profiles;
      this.started = profiles.stream().filter(p -> p.fault() == null).toList();
    }

    CalibrationReport build(List<List<Measured>> rounds) {
      List<Measured> all = rounds.stream().flatMap(List::stream).toList();
      List<Spread> honest = honest(all);
      Spread together = honest.stream().reduce(Spread.none("honest"), Spread::with);
      List<Spread> wrong = wrong(rounds);
      Spread nearest =
          wrong.stream()
              .filter(kind -> !kind.name().equals(WrongResults.ONE_ULP))
              .min((a, b) -> a.least().compareTo(b.least()))
              .orElseThrow();
      return new CalibrationReport(
          dataset,
          request.model(),
          request.rounds(),
          request.jobs(),
          profiles.stream().map(p -> twin(p, all)).toList(),
          honest,
          together,
          wrong,
          nearest,
          Proposal.of(together.most(), nearest.least()));
    }

    private List<Spread> honest(List<Measured> all) {
      List<Spread> pairs = new ArrayList<>();
      for (int a = 0; a < started.size(); a++) {
        for (int b = a + 1; b < started.size(); b++) {
          Spread pair = Spread.none(started.get(a).pins() + " and " + started.get(b).pins());
          for (Measured job : all) {
            pair = pair.with(Distance.relative(job.results().get(a), job.results().get(b)));
          }
          pairs.add(pair);
        }
      }
      return pairs;
    }

    private static List<Spread> wrong(List<List<Measured>> rounds) {
      Map<String, Spread> kinds = new LinkedHashMap<>();
      for (List<Measured> jobs : rounds) {
        for (int i = 0; i < jobs.size(); i++) {
          Measured job = jobs.get(i);
          WrongResults.of(job, jobs.get((i + 1) % jobs.size()))
              .forEach(
                  (name, result) ->
                      kinds.merge(
                          name,
                          Spread.none(name).with(WrongResults.nearest(result, job.results())),
                          Spread::with));
        }
      }
      return List.copyOf(kinds.values());
    }

    private MeasuredProfile twin(MeasuredProfile profile, List<Measured> all) {
      int own = started.indexOf(profile);
      for (int other = 0; other < own; other++) {
        int earlier = other;
        if (all.stream()
            .allMatch(j -> Arrays.equals(j.results().get(earlier), j.results().get(own)))) {
          return profile.sameBytesAs(started.get(other).pins());
        }
      }
      return profile;
    }
  }
}
