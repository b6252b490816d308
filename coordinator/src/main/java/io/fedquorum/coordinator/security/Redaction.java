package io.fedquorum.coordinator.security;

import io.quarkus.logging.LoggingFilter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Takes secrets out of what is logged: everything that looks like one, and the very texts that were
 * named as such. It is the last line, not the first: no code here logs a secret on purpose, but an
 * exception of a library may carry a URL with a password or a header.
 */
@LoggingFilter(name = "redaction")
public final class Redaction implements Filter {
  private static final String HIDDEN = "***";
  private static final int SHORTEST = 6;
  private static final ExtFormatter FORMATTER = new PatternFormatter("%s");

  /** Logging is set up before anything else, so this is static: there is one log. */
  private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

  private static final Pattern BEARER =
      Pattern.compile("(?i)(bearer|basic) +[A-Za-z0-9._~+/=-]{6,}");
  private static final Pattern SIGNATURE = Pattern.compile("(?i)(signature=\"?)0x[0-9a-f]{130}");
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s\"']+@");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passphrase|passwd|secret|private[-_]?key|access[-_]?token)\"?\\s*[=:]\\s*\"?)"
              + "[^\\s\"&,;}]+");

  /** Names a text that must never be logged; short ones would hide half the log and are refused. */
  public static void hide(String secret) {
    if (secret.strip().length() >= SHORTEST) {
      SECRETS.add(secret.strip());
    }
  }

  /** The text without secrets. */
  public static String redact(String text) {
    if (text == null) {
      return null;
    }
    String clean = text;
    for (String secret : SECRETS) {
      clean = clean.replace(secret, HIDDEN);
    }
    clean = BEARER.matcher(clean).replaceAll("$1 " + HIDDEN);
    clean = SIGNATURE.matcher(clean).replaceAll("$1" + HIDDEN);
    clean = USER_INFO.matcher(clean).replaceAll("$1" + HIDDEN + "@");
    return NAMED.matcher(clean).replaceAll("$1" + HIDDEN);
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    String message = FORMATTER.formatMessage(record);
    String clean = redact(message);
    if (message != null && !clean.equals(message)) {
      setMessage(record, clean);
    }
    Throwable thrown = record.getThrown();
    if (thrown != null && isTelling(thrown)) {
      record.setThrown(RedactedFault.of(thrown));
    }
    return true;
  }

  private static void setMessage(LogRecord record, String clean) {
    if (record instanceof ExtLogRecord ext) {
      ext.setMessage(clean, ExtLogRecord.FormatStyle.NO_FORMAT);
    } else {
      record.setMessage(clean);
      record.setParameters(null);
    }
  }

  private static boolean isTelling(Throwable thrown) {
    for (Throwable fault = thrown; fault != null; fault = fault.getCause()) {
      String text = fault.toString();
      if (!redact(text).equals(text)) {
        return true;
      }
    }
    return false;
  }
}
