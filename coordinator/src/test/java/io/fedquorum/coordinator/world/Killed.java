package io.fedquorum.coordinator.world;

/** The coordinator's process ends here. */
final class Killed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Killed(String where) {
    super(where);
  }
}
