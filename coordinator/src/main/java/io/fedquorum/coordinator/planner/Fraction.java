package io.fedquorum.coordinator.planner;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** An exact rational number, so that plans are the same on every machine. */
record Fraction(BigInteger numerator, BigInteger denominator) {
  private static final MathContext SHOWN = new MathContext(12);
  static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);
  static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

  Fraction {
    if (denominator.signum() == 0) {
      throw new IllegalArgumentException("denominator '0' must not be zero");
    }
    BigInteger common = numerator.gcd(denominator);
    BigInteger divisor = denominator.signum() < 0 ? common.negate() : common;
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  static Fraction of(BigInteger value) {
    return new Fraction(value, BigInteger.ONE);
  }

  static Fraction of(BigDecimal value) {
    return value.scale() > 0
        ? new Fraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
        : of(value.toBigIntegerExact());
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Fraction minus(Fraction other) {
    return plus(new Fraction(other.numerator.negate(), other.denominator));
  }

  Fraction times(Fraction other) {
    return new Fraction(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Fraction over(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  boolean isZero() {
    return numerator.signum() == 0;
  }

  /** The smallest integer that is not below. */
  BigInteger ceiling() {
    return floor(numerator.add(denominator).subtract(BigInteger.ONE), denominator);
  }

  private static BigInteger floor(BigInteger a, BigInteger b) {
    BigInteger[] parts = a.divideAndRemainder(b);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** Twelve significant digits. */
  BigDecimal decimal() {
    BigDecimal value = new BigDecimal(numerator).divide(new BigDecimal(denominator), SHOWN);
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }
}
