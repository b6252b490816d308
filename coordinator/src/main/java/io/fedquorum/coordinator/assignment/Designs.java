package io.fedquorum.coordinator.assignment;

import io.fedquorum.protocol.Assignment;
import java.util.List;

/** The designs by name. */
public final class Designs {
  private static final RandomDesign RANDOM = new RandomDesign();

  /** Best worst case first; {@code auto} takes the first that fits. */
  private static final List<AssignmentDesign> PREFERRED = List.of(new BibdDesign(), RANDOM);

  private static final AutoDesign AUTO = new AutoDesign(PREFERRED);
  private static final List<AssignmentDesign> ALL = List.of(new BibdDesign(), RANDOM, AUTO);

  private Designs() {}

  /** All designs, {@code auto} last. */
  public static List<AssignmentDesign> all() {
    return ALL;
  }

  /** The names, {@code auto} last. */
  public static List<String> names() {
    return ALL.stream().map(AssignmentDesign::name).toList();
  }

  /**
   * The design of this name.
   *
   * @throws IllegalArgumentException names the designs that exist
   */
  public static AssignmentDesign named(String name) {
    return ALL.stream()
        .filter(design -> design.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "design '%s' must be one of %s".formatted(name, String.join(", ", names()))));
  }

  /** The design that {@code auto} takes for this size. */
  public static AssignmentDesign bestFor(Size size) {
    return AUTO.resolve(size);
  }

  /** Whether drawing again from the assignment's own list, design and seed gives it again. */
  public static boolean verify(Assignment assignment) {
    return named(assignment.design())
        .draw(
            assignment.trainingId(),
            assignment.round(),
            assignment.eligible(),
            assignment.jobs().size(),
            assignment.replicas(),
            assignment.seed())
        .equals(assignment);
  }
}
