package io.fedquorum.worker.status;

import io.fedquorum.protocol.Bytes32;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The fixed keys of a log line: {@code training}, {@code round}, {@code job}, {@code tx}, {@code
 * wei}. The worker's address is in every line anyway.
 *
 * @param values keys and values in the order in which they are written
 */
public record Keys(Map<String, Object> values) {
  /** No keys. */
  public static final Keys NONE = new Keys(Map.of());

  public Keys {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A round of a training. */
  public static Keys of(long training, int round) {
    return training(training).with("round", round);
  }

  /** A training. */
  public static Keys training(long training) {
    return NONE.with("training", training);
  }

  /** The same with a job. */
  public Keys job(int job) {
    return with("job", job);
  }

  /** The same with a transaction. */
  public Keys tx(Bytes32 transaction) {
    return with("tx", transaction.value());
  }

  /** The same with an amount; as text, it may be larger than a JSON reader's number. */
  public Keys wei(Number amount) {
    return with("wei", amount.toString());
  }

  private Keys with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(key, Objects.requireNonNull(value, key));
    return new Keys(more);
  }
}
