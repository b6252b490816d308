package io.fedquorum.coordinator.replay;

import io.fedquorum.chain.Batch;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.Cursor;
import io.fedquorum.chain.EventReader;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.coordinator.artifact.ArtifactStoreException;
import io.fedquorum.coordinator.artifact.DiskArtifactStore;
import io.fedquorum.coordinator.eventlog.BrokenChainException;
import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.eventlog.LoggedEvent;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Replays files: finds the data, starts engines, reads the chain, then runs {@link Replay}. */
public final class ReplaySession {
  private static final int MOST_ENGINES = 4;
  private final Consumer<String> progress;

  /**
   * @param progress takes a line for each part that is done
   */
  public ReplaySession(Consumer<String> progress) {
    this.progress = Objects.requireNonNull(progress, "progress");
  }

  /**
   * Replays one training.
   *
   * @param log the exported event log, JSON lines
   * @param artifacts directory of the training's artifacts
   * @param round train only this round again
   * @param chain a node of the chain that the training ran on
   */
  public ReplayReport run(Path log, Path artifacts, Optional<Integer> round, Optional<URI> chain) {
    Dataset dataset =
        Datasets.resolve(
            DatasetChoice.parse(training(lines(log)).dataset().name()),
            DatasetSources.standard(Optional.empty(), progress));
    int engines = Math.min(MOST_ENGINES, Runtime.getRuntime().availableProcessors());
    try (TrainingEngine pool = EnginePool.start(dataset, engines)) {
      return run(log, artifacts, round, chain, pool);
    }
  }

  /** The same with an engine that is there already, on the training's dataset. */
  public ReplayReport run(
      Path log,
      Path artifacts,
      Optional<Integer> round,
      Optional<URI> chain,
      TrainingEngine engine) {
    List<String> lines = lines(log);
    TrainingCreated training = training(lines);
    Optional<ChainRecord> record = chain.map(url -> read(url, training));
    requireWhole(artifacts);
    return new Replay(
            new DiskArtifactStore(artifacts), engine, record, new ReplayOptions(round, progress))
        .run(lines.stream());
  }

  private static List<String> lines(Path log) {
    try {
      String text = Files.readString(log, StandardCharsets.UTF_8);
      if (!text.isEmpty() && !text.endsWith("\n")) {
        throw new BrokenChainException(text.lines().count(), "it has no end");
      }
      return text.lines().toList();
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new BrokenChainException(1, "the file is not UTF-8 text");
    } catch (IOException e) {
      throw new UncheckedIOException("log '" + log + "' can't be read: " + e.getMessage(), e);
    }
  }

  private static TrainingCreated training(List<String> lines) {
    List<LoggedEvent> events = EventChain.verify(lines.stream());
    if (!events.isEmpty()
        && Facts.read(events.get(0).type(), events.get(0).data()) instanceof TrainingCreated c) {
      return c;
    }
    throw new BrokenChainException(1, "the log must begin with TrainingCreated");
  }

  /** Any artifact that is not what its name says stops the replay, whether it is used or not. */
  private static void requireWhole(Path artifacts) {
    try (var files = Files.walk(artifacts)) {
      for (Path file : files.filter(ReplaySession::isArtifact).sorted().toList()) {
        String found = io.fedquorum.protocol.Digest.of(Files.readAllBytes(file)).value();
        if (!file.getFileName().toString().equals(found)) {
          throw new ArtifactStoreException(
              "artifact %s is damaged: its bytes have the digest %s"
                  .formatted(file.getFileName(), found));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("artifacts '" + artifacts + "' can't be read", e);
    }
  }

  /** A file that a crash left unfinished is nobody's artifact. */
  private static boolean isArtifact(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().endsWith(".part");
  }

  private static ChainRecord read(URI url, TrainingCreated training) {
    try (Web3jChains node = Web3jChains.connect(url)) {
      Chain chain = node.chain();
      Contracts contracts =
          new Contracts(training.registry(), training.jobs(), training.transaction().block());
      EventReader reader = new EventReader(chain, contracts);
      List<ContractEvent> events = new ArrayList<>();
      Cursor cursor = new Cursor(training.transaction().block() - 1, Bytes32.ZERO);
      Batch batch = reader.read(cursor);
      while (!batch.next().equals(cursor)) {
        events.addAll(batch.events());
        cursor = batch.next();
        batch = reader.read(cursor);
      }
      return new ChainRecord(chain.identity().chainId(), ofTraining(events, training.trainingId()));
    }
  }

  private static List<ContractEvent> ofTraining(List<ContractEvent> events, long trainingId) {
    return events.stream().filter(event -> TrainingEvents.belongs(event, trainingId)).toList();
  }
}
