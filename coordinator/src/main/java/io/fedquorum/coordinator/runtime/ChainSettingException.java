package io.fedquorum.coordinator.runtime;

/** A chain setting that is missing or does not fit the chain; the message says what to do. */
public final class ChainSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChainSettingException(String key) {
    super(key + " must be set when the chain is not embedded");
  }

  ChainSettingException(String message, Throwable cause) {
    super(message, cause);
  }

  static ChainSettingException because(String message) {
    return new ChainSettingException(message, null);
  }
}
