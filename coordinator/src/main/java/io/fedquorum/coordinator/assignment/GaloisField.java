package io.fedquorum.coordinator.assignment;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The finite field of a prime-power order. Element {@code e} stands for the polynomial whose
 * coefficients over the prime field are the digits of {@code e} in base p; products are reduced by
 * the first irreducible monic polynomial in the order of such numbers. For a prime order that is
 * plain arithmetic modulo the order. (Lidl and Niederreiter, <i>Finite Fields</i>, ch. 1.)
 */
final class GaloisField {
  private static final int LARGEST = 1_024;

  private final int order;
  private final int prime;
  private final int degree;
  private final int modulus;

  private GaloisField(int order, int prime, int degree) {
    this.order = order;
    this.prime = prime;
    this.degree = degree;
    this.modulus = degree == 1 ? order : irreducible();
  }

  /** The field of this order, if the order is a prime power up to 1024. */
  static Optional<GaloisField> of(int order) {
    int prime = smallestFactor(order);
    int degree = 0;
    int rest = order;
    while (rest > 1 && rest % prime == 0) {
      rest /= prime;
      degree++;
    }
    return order >= 2 && order <= LARGEST && rest == 1
        ? Optional.of(new GaloisField(order, prime, degree))
        : Optional.empty();
  }

  /** Whether a field of this order exists and is within the limit. */
  static boolean exists(int order) {
    if (order < 2 || order > LARGEST) {
      return false;
    }
    int prime = smallestFactor(order);
    int rest = order;
    while (rest % prime == 0) {
      rest /= prime;
    }
    return rest == 1;
  }

  static boolean isPrime(int number) {
    return number >= 2 && smallestFactor(number) == number;
  }

  /** The number of elements. */
  int order() {
    return order;
  }

  /** The sum of two elements. */
  int add(int a, int b) {
    int sum = 0;
    for (int place = 1; place < order; place *= prime) {
      sum += (a / place + b / place) % prime * place;
    }
    return sum;
  }

  /** The product of two elements. */
  int multiply(int a, int b) {
    if (degree == 1) {
      return a * b % order;
    }
    int product = 0;
    int shifted = a;
    for (int rest = b; rest > 0; rest /= prime) {
      for (int times = rest % prime; times > 0; times--) {
        product = add(product, shifted);
      }
      shifted = timesX(shifted);
    }
    return product;
  }

  /** Multiplies by x and takes off the leading coefficient with the modulus. */
  private int timesX(int a) {
    int leading = a / (order / prime);
    int shifted = a % (order / prime) * prime;
    for (int place = 1; place < order; place *= prime) {
      int digit = shifted / place % prime;
      int off = leading * (modulus / place % prime);
      shifted += (Math.floorMod(digit - off, prime) - digit) * place;
    }
    return shifted;
  }

  private int irreducible() {
    return IntStream.range(order, 2 * order)
        .filter(
            candidate -> IntStream.range(prime, candidate).noneMatch(d -> divides(d, candidate)))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a monic polynomial of degree 1 to half of the candidate's divides it. */
  private boolean divides(int divisor, int candidate) {
    int top = 1;
    while (top * prime <= divisor) {
      top *= prime;
    }
    if (divisor / top != 1 || (long) top * top > order) {
      return false;
    }
    int rest = candidate;
    for (int place = order; place >= top; place /= prime) {
      int factor = rest / place % prime;
      int scale = place / top;
      for (int p = 1; p <= top; p *= prime) {
        int digit = rest / (p * scale) % prime;
        int next = Math.floorMod(digit - factor * (divisor / p % prime), prime);
        rest += (next - digit) * p * scale;
      }
    }
    return rest == 0;
  }

  private static int smallestFactor(int number) {
    return IntStream.iterate(2, f -> f * f <= number, f -> f + 1)
        .filter(f -> number % f == 0)
        .findFirst()
        .orElse(number);
  }
}
