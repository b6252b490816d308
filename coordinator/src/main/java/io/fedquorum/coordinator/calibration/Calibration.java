package io.fedquorum.coordinator.calibration;

import io.fedquorum.coordinator.aggregation.Accumulator;
import io.fedquorum.coordinator.aggregation.FedAvg;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.worker.training.NumericPins;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingException;
import io.fedquorum.worker.training.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Trains the same jobs under several numeric profiles, one after the other. Profiles that do not
 * start here are named and left out. Memory is a model for each job, round and profile.
 */
public final class Calibration {
  private final CalibrationRequest request;
  private final Dataset dataset;
  private final Function<NumericPins, TrainingEngine> engines;
  private final Consumer<String> progress;

  /**
   * @param engines starts an engine on the dataset; it is closed here
   * @param progress takes a line for each part that is done
   */
  public Calibration(
      CalibrationRequest request,
      Dataset dataset,
      Function<NumericPins, TrainingEngine> engines,
      Consumer<String> progress) {
    this.request = Objects.requireNonNull(request, "request");
    this.dataset = Objects.requireNonNull(dataset, "dataset");
    this.engines = Objects.requireNonNull(engines, "engines");
    this.progress = Objects.requireNonNull(progress, "progress");
  }

  /** What one profile computed: for each round its start and the results of its jobs. */
  private record Course(
      List<byte[]> starts, List<List<float[]>> results, List<List<float[]>> half) {}

  /**
   * Runs all trainings.
   *
   * @throws TrainingException when fewer than two of the profiles start
   */
  public CalibrationReport run() {
    Trials trials = new Trials(request, dataset.ref().train());
    List<MeasuredProfile> profiles = new ArrayList<>();
    List<List<List<float[]>>> results = new ArrayList<>();
    Course first = null;
    for (NumericPins pins : request.profiles()) {
      progress.accept("training under " + pins);
      try (TrainingEngine engine = engines.apply(pins)) {
        MeasuredProfile profile = MeasuredProfile.started(pins, engine.profile());
        if (first == null) {
          first = lead(trials, engine);
          results.add(first.results());
        } else {
          results.add(follow(trials, engine, first.starts()));
        }
        profiles.add(profile);
      } catch (TrainingException e) {
        progress.accept(pins + " is left out: " + e.getMessage());
        profiles.add(MeasuredProfile.failed(pins, e.getMessage()));
      }
    }
    if (results.size() < 2) {
      throw new TrainingException(
          "of the profiles %s only %d started; two or more are needed to compare"
              .formatted(request.profiles(), results.size()));
    }
    return new CalibrationReport.Builder(request, dataset.ref(), profiles)
        .build(measured(first, results));
  }

  private Course lead(Trials trials, TrainingEngine engine) {
    Course course = new Course(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    byte[] start = engine.initialModel(request.model(), request.seed());
    for (int round = 1; round <= request.rounds(); round++) {
      byte[] from = start;
      List<Job> jobs = trials.jobs(round);
      course.starts().add(from);
      course.results().add(jobs.stream().map(j -> trials.train(engine, from, j)).toList());
      course
          .half()
          .add(jobs.stream().map(j -> trials.train(engine, from, Trials.half(j))).toList());
      start = average(jobs, course.results().get(round - 1));
    }
    return course;
  }

  private static List<List<float[]>> follow(
      Trials trials, TrainingEngine engine, List<byte[]> starts) {
    List<List<float[]>> results = new ArrayList<>();
    for (int round = 1; round <= starts.size(); round++) {
      byte[] start = starts.get(round - 1);
      results.add(trials.jobs(round).stream().map(j -> trials.train(engine, start, j)).toList());
    }
    return results;
  }

  private byte[] average(List<Job> jobs, List<float[]> results) {
    Accumulator sum = new FedAvg().start(request.model());
    for (Job job : jobs) {
      sum.add(
          job.index(),
          job.samples(),
          ModelArtifact.encode(request.model(), results.get(job.index())));
    }
    return sum.finish();
  }

  private List<List<Measured>> measured(Course first, List<List<List<float[]>>> results) {
    List<List<Measured>> rounds = new ArrayList<>();
    for (int round = 0; round < request.rounds(); round++) {
      float[] start = ModelArtifact.decode(request.model(), first.starts().get(round));
      List<Measured> jobs = new ArrayList<>();
      for (int job = 0; job < request.jobs(); job++) {
        List<float[]> all = new ArrayList<>();
        for (List<List<float[]>> profile : results) {
          all.add(profile.get(round).get(job));
        }
        jobs.add(new Measured(start, all, first.half().get(round).get(job)));
      }
      rounds.add(jobs);
    }
    return rounds;
  }
}
