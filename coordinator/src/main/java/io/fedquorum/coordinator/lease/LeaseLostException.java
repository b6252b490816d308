package io.fedquorum.coordinator.lease;

/** Another replica drives the training now; nothing was written. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseLostException(Lease lease) {
    super(
        "the lease of training '%s' with token %d is no longer that of replica '%s'"
            .formatted(lease.trainingId(), lease.token(), lease.owner()));
  }
}
