package io.fedquorum.coordinator.api;

/** A refusal that has no exception of its own in the domain: a status and what is wrong. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  private ApiException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  /** Refuses a request. */
  public static ApiException of(int status, String detail) {
    return new ApiException(status, detail);
  }

  int status() {
    return status;
  }
}
