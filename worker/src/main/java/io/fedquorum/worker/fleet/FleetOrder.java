package io.fedquorum.worker.fleet;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a fleet is told on its standard input, one line each. */
public sealed interface FleetOrder {
  /** How the lines look, for messages. */
  String FORM =
      "'start FROM-TO BEHAVIOUR STAKE_WEI|minimum [heirs FIRST]' or 'stop FROM-TO', with numbers from 1";

  /** The most workers of one fleet. */
  int MOST = 100_000;

  /** The first worker's number. */
  int from();

  /** The last worker's number. */
  int to();

  /**
   * Starts workers.
   *
   * @param behaviour {@code honest} or a simulation
   * @param stake in wei; empty for the registry's minimum
   * @param heirs number of the worker that follows {@code from} when that is slashed; the next
   *     follows the next, and an heir is followed by one that is as far on
   */
  record Start(int from, int to, String behaviour, Optional<BigInteger> stake, OptionalInt heirs)
      implements FleetOrder {
    public Start {
      Objects.requireNonNull(behaviour, "behaviour");
      Objects.requireNonNull(stake, "stake");
      Objects.requireNonNull(heirs, "heirs");
    }
  }

  /** Stops workers; those that do not run are left out. */
  record Stop(int from, int to) implements FleetOrder {}

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is no order
   */
  static FleetOrder parse(String line) {
    Matcher start = Lines.START.matcher(line);
    if (start.matches()) {
      String stake = start.group(4);
      return new Start(
          number(line, start.group(1)),
          number(line, start.group(2)),
          start.group(3),
          stake.equals("minimum") ? Optional.empty() : Optional.of(new BigInteger(stake)),
          start.group(5) == null
              ? OptionalInt.empty()
              : OptionalInt.of(number(line, start.group(5))));
    }
    Matcher stop = Lines.STOP.matcher(line);
    if (stop.matches()) {
      return new Stop(number(line, stop.group(1)), number(line, stop.group(2)));
    }
    throw bad(line);
  }

  private static int number(String line, String digits) {
    int number = Integer.parseInt(digits);
    if (number < 1 || number > MOST) {
      throw bad(line);
    }
    return number;
  }

  private static IllegalArgumentException bad(String line) {
    return new IllegalArgumentException("order '" + line + "' must be " + FORM + " to " + MOST);
  }

  /** The forms of a line. */
  final class Lines {
    private static final Pattern START =
        Pattern.compile(
            "start (\\d{1,6})-(\\d{1,6}) ([a-z-]+) (\\d{1,30}|minimum)(?: heirs (\\d{1,6}))?");
    private static final Pattern STOP = Pattern.compile("stop (\\d{1,6})-(\\d{1,6})");

    private Lines() {}
  }
}
