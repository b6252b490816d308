package io.fedquorum.worker.training.trainer;

import io.fedquorum.worker.training.NonFiniteResultException;
import io.fedquorum.worker.training.dataset.DatasetException;
import io.fedquorum.worker.training.wire.FrameReader;
import io.fedquorum.worker.training.wire.FrameWriter;
import io.fedquorum.worker.training.wire.Message;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The trainer process. Arguments: the dataset's directory, its number of training images, of test
 * images. It answers requests on stdin with frames on stdout, one after the other, and ends at once
 * when stdin ends, even in the middle of a training: no trainer outlives its engine.
 */
public final class TrainerMain {
  private final TrainingData data;
  private final FrameWriter answers;

  private TrainerMain(TrainingData data, FrameWriter answers) {
    this.data = data;
    this.answers = answers;
  }

  /** Runs until stdin ends. */
  public static void main(String[] arguments) throws Exception {
    FrameWriter answers = new FrameWriter(new FileOutputStream(FileDescriptor.out));
    // Libraries that print would otherwise print between the frames.
    System.setOut(System.err);
    BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> readAll(requests), "requests");
    reader.setDaemon(true);
    reader.start();
    TrainingData data =
        new TrainingData(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    new TrainerMain(data, answers).run(requests);
  }

  private static void readAll(BlockingQueue<Message> requests) {
    FrameReader reader = new FrameReader(new BufferedInputStream(System.in), System.err::println);
    try {
      Optional<Message> request = reader.read();
      while (request.isPresent()) {
        requests.add(request.get());
        request = reader.read();
      }
      end(0);
    } catch (IOException e) {
      System.err.println("the requests ended: " + e.getMessage());
      end(1);
    }
  }

  /** A halt leaves native code where it is; an orderly exit could wait for it. */
  private static void end(int status) {
    Runtime.getRuntime().halt(status);
  }

  private void run(BlockingQueue<Message> requests) throws IOException, InterruptedException {
    try {
      answers.write(new Message.Ready(Profiles.here()));
    } catch (RuntimeException | LinkageError e) {
      answers.write(failed(e));
      end(1);
    }
    while (true) {
      answers.write(answer(requests.take()));
    }
  }

  private Message answer(Message request) {
    try {
      if (request instanceof Message.Train train) {
        return Trainer.train(train, data.train(), data.permutation(train.permutation()));
      }
      if (request instanceof Message.Evaluate evaluate) {
        return Trainer.evaluate(evaluate, data.test());
      }
      throw new RefusedException(request.getClass().getSimpleName() + " is not a request");
    } catch (RuntimeException | LinkageError e) {
      return failed(e);
    }
  }

  private static Message.Failed failed(Throwable e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof NonFiniteResultException) {
      return new Message.Failed(Message.Fault.NON_FINITE, text);
    }
    if (e instanceof DatasetException) {
      return new Message.Failed(Message.Fault.DATASET, text);
    }
    if (e instanceof RefusedException) {
      return new Message.Failed(Message.Fault.REFUSED, text);
    }
    e.printStackTrace();
    return new Message.Failed(Message.Fault.INTERNAL, e.toString());
  }
}
