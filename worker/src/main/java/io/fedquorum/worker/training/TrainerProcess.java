package io.fedquorum.worker.training;

import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.wire.FrameReader;
import io.fedquorum.worker.training.wire.FrameWriter;
import io.fedquorum.worker.training.wire.Message;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One trainer process and the threads that read its output. It never outlives its stdin. */
final class TrainerProcess {
  /** How long a process whose output ended may take to end. */
  private static final Duration EXIT = Duration.ofSeconds(5);

  private final Process process;
  private final FrameWriter requests;
  private final Consumer<String> log;

  /** Answers in order; an empty one means that there will be no more. */
  private final BlockingQueue<Optional<Message>> answers = new LinkedBlockingQueue<>();

  private volatile boolean finished;

  private TrainerProcess(Process process, Consumer<String> log) {
    this.process = process;
    this.log = log;
    requests = new FrameWriter(process.getOutputStream());
  }

  /** Starts a trainer and returns at once. Its first message says whether it is ready. */
  static TrainerProcess start(Dataset dataset, TrainerSettings settings) {
    ProcessBuilder builder = new ProcessBuilder(TrainerCommand.of(dataset, settings));
    TrainerCommand.pin(builder.environment(), settings.pins());
    try {
      Process process = builder.start();
      TrainerProcess trainer = new TrainerProcess(process, settings.log());
      daemon("trainer-answers-" + process.pid(), trainer::readAnswers);
      daemon("trainer-log-" + process.pid(), trainer::readLog);
      return trainer;
    } catch (IOException e) {
      throw new TrainingException("the trainer cannot be started: " + e.getMessage(), e);
    }
  }

  boolean isAlive() {
    return !finished && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  void send(Message request) throws IOException {
    requests.write(request);
  }

  /**
   * Waits for the next answer.
   *
   * @throws TrainerDiedException when the process ended
   * @throws TrainerStuckException when none came in time; the process has been killed
   */
  Message receive(String what, Duration timeout) {
    Optional<Message> answer;
    try {
      answer = answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new TrainingException("interrupted during " + what, e);
    }
    if (answer == null) {
      kill();
      throw new TrainerStuckException(
          "the trainer gave no answer to %s within %s and was killed".formatted(what, timeout));
    }
    return answer.orElseThrow(() -> died(what, null));
  }

  /** The exception that says how the process ended. */
  TrainerDiedException died(String what, Throwable cause) {
    finished = true;
    boolean ended = false;
    try {
      ended = process.waitFor(EXIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String status = ended ? "status " + process.exitValue() : "its output closed";
    process.destroyForcibly();
    return new TrainerDiedException(
        "the trainer process %d ended with %s during %s; its log says why"
            .formatted(process.pid(), status, what),
        cause);
  }

  void kill() {
    finished = true;
    process.destroyForcibly();
  }

  private void readAnswers() {
    FrameReader reader =
        new FrameReader(
            new BufferedInputStream(process.getInputStream(), 1 << 16),
            line -> log.accept("stdout: " + line));
    try {
      Optional<Message> answer = reader.read();
      while (answer.isPresent()) {
        answers.add(answer);
        answer = reader.read();
      }
    } catch (IOException e) {
      log.accept("the trainer's output ended: " + e.getMessage());
    } finally {
      finished = true;
      answers.add(Optional.empty());
    }
  }

  private void readLog() {
    try (InputStream stderr = process.getErrorStream();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stderr, StandardCharsets.UTF_8))) {
      lines.lines().forEach(log);
    } catch (IOException | UncheckedIOException e) {
      log.accept("the trainer's log ended: " + e.getMessage());
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
