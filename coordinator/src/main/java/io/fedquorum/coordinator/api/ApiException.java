package io.fedquorum.coordinator.api;

/** A refusal that has no exception of its own in the domain: a status and what is wrong. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final boolean bodyUnread;

  private ApiException(int status, String detail, boolean bodyUnread) {
    super(detail);
    this.status = status;
    this.bodyUnread = bodyUnread;
  }

  /** Refuses a request. */
  public static ApiException of(int status, String detail) {
    return new ApiException(status, detail, false);
  }

  /** Refuses a request without reading its body; the connection is closed after the answer. */
  public static ApiException beforeBody(int status, String detail) {
    return new ApiException(status, detail, true);
  }

  int status() {
    return status;
  }

  boolean bodyUnread() {
    return bodyUnread;
  }
}
