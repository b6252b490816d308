package io.fedquorum.worker.training.dataset;

/** A dataset that cannot be used; the message names the file, what it is and what it must be. */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
