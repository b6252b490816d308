package io.fedquorum.worker;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount: {@code 1000000000000000000}, {@code 10wei}, {@code 0.5ether}. */
final class EtherAmount implements ITypeConverter<BigInteger> {
  private static final Pattern FORM = Pattern.compile("([0-9]+)(?:\\.([0-9]+))? ?(wei|ether)?");

  @Override
  public BigInteger convert(String text) {
    Matcher matcher = FORM.matcher(text);
    boolean ether = matcher.matches() && "ether".equals(matcher.group(3));
    if (!matcher.matches() || (matcher.group(2) != null && !ether)) {
      throw invalid(text);
    }
    String digits = matcher.group(1) + (matcher.group(2) == null ? "" : "." + matcher.group(2));
    try {
      return new BigDecimal(digits).scaleByPowerOfTen(ether ? 18 : 0).toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw new TypeConversionException("'" + text + "' is finer than one wei");
    }
  }

  private static TypeConversionException invalid(String text) {
    return new TypeConversionException(
        "'" + text + "' must be an amount such as 10wei, 0.5ether, or a whole number of wei");
  }
}
