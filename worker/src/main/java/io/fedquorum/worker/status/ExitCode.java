package io.fedquorum.worker.status;

/** How the worker process ends; see {@code docs/ref-exit-codes.md}. */
public enum ExitCode {
  /** It was asked to stop, or a short command did its work. */
  OK(0),
  /** A fault of the program itself. */
  INTERNAL(1),
  /** An option is unknown, missing or has a value that is not allowed. */
  USAGE(2),
  /** No node answers at the RPC address. */
  CHAIN_UNREACHABLE(20),
  /** The node and the coordinator are on different chains. */
  WRONG_CHAIN(21),
  /** The chain does not continue the history that this worker has read. */
  CHAIN_HISTORY(22),
  /** The coordinator did not answer within the start-up time. */
  COORDINATOR_UNREACHABLE(23),
  /** The coordinator's description of its deployment cannot be used. */
  COORDINATOR_ANSWER(24),
  /**
   * The key file or the passphrase file is missing, open to others, malformed, or does not open.
   */
  KEYSTORE(25),
  /** The account cannot pay the stake. */
  BALANCE(26),
  /** The registry, or the network, will not have this worker as it is. */
  MEMBERSHIP(27),
  /** This machine's arithmetic gives other bytes than the coordinator's. */
  NUMERIC_PROFILE(28),
  /** The dataset is missing, damaged, or not the coordinator's. */
  DATASET(29),
  /** The training engine does not run. */
  ENGINE(30),
  /** The data directory cannot be used, or another worker uses it. */
  DATA_DIRECTORY(31);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the process exits with. */
  public int code() {
    return code;
  }
}
