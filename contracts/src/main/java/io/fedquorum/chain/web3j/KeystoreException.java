package io.fedquorum.chain.web3j;

/** A key file or a passphrase file has a fault; the message names the file and the remedy. */
public final class KeystoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeystoreException(String message) {
    super(message);
  }

  public KeystoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
