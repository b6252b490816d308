package io.fedquorum.coordinator.world;

/** A call that the contracts refuse, by the name of its error. */
final class Revert extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Revert(String error) {
    super(error);
  }

  static void when(boolean refused, String error) {
    if (refused) {
      throw new Revert(error);
    }
  }
}
