package io.fedquorum.coordinator.security;

/** The issuer of tokens, or its keys, can't be asked now. */
public final class IssuerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IssuerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
