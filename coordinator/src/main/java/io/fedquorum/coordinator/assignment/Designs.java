package io.fedquorum.coordinator.assignment;

import io.fedquorum.protocol.Assignment;
import java.util.List;
import java.util.stream.Stream;

/** The designs by name. */
public final class Designs {
  /** Best worst case first; {@code auto} takes the first that fits, and random always does. */
  private static final List<AssignmentDesign> PREFERRED =
      List.of(new BibdDesign(), new MolsDesign(), new RamanujanDesign(), new RandomDesign());

  private static final AutoDesign AUTO = new AutoDesign(PREFERRED);

  /** {@code auto} never takes fractional repetition: its worst case is the worst of all. */
  private static final List<AssignmentDesign> ALL =
      Stream.concat(PREFERRED.stream(), Stream.of(new FractionalRepetitionDesign(), AUTO)).toList();

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
    return again(assignment).equals(assignment.withProfiles(null));
  }

  /** The full draw from the assignment's own list, design and seed. */
  public static Assignment again(Assignment assignment) {
    return named(assignment.design())
        .draw(
            assignment.trainingId(),
            assignment.round(),
            assignment.eligible(),
            assignment.jobs().size(),
            assignment.replicas(),
            assignment.seed());
  }
}
