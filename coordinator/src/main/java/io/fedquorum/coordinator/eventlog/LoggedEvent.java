package io.fedquorum.coordinator.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One fact, in a CloudEvents 1.0 envelope (JSON format, every extension attribute flat). The events
 * of a training form a hash chain: {@code hash} is the SHA-256 of the canonical JSON of all other
 * fields, {@code previoushash} among them.
 *
 * @param specversion {@code 1.0}
 * @param id unique and stable: the training id, a slash, the sequence number
 * @param source {@code /fedquorum/coordinator}
 * @param type such as {@code io.fedquorum.RoundOpened}
 * @param subject the training id
 * @param time when it was written, RFC 3339 in UTC
 * @param datacontenttype {@code application/json}
 * @param dataschema the data's schema with its version, {@code TYPE/v1}
 * @param sequence place in the training's log, from 1, without gaps
 * @param previoushash hash of the event before; {@link #GENESIS} for the first
 * @param hash this event's hash
 * @param data what happened; no binary floating point in it
 */
public record LoggedEvent(
    String specversion,
    String id,
    String source,
    String type,
    String subject,
    String time,
    String datacontenttype,
    String dataschema,
    long sequence,
    Digest previoushash,
    Digest hash,
    JsonNode data) {
  /** What the first event of every training links to: SHA-256 of {@code FedQuorum.eventlog.v1}. */
  public static final Digest GENESIS =
      Digest.of("FedQuorum.eventlog.v1".getBytes(java.nio.charset.StandardCharsets.UTF_8));

  static final String SPEC_VERSION = "1.0";
  static final String SOURCE = "/fedquorum/coordinator";
  static final String CONTENT_TYPE = "application/json";

  public LoggedEvent {
    Objects.requireNonNull(specversion, "specversion");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(datacontenttype, "datacontenttype");
    Objects.requireNonNull(dataschema, "dataschema");
    Objects.requireNonNull(previoushash, "previoushash");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(data, "data");
  }

  /** Builds the next event of a chain and computes its hash. */
  static LoggedEvent seal(
      String trainingId, long sequence, Digest previous, String type, String time, JsonNode data) {
    LoggedEvent open =
        new LoggedEvent(
            SPEC_VERSION,
            trainingId + "/" + sequence,
            SOURCE,
            type,
            trainingId,
            time,
            CONTENT_TYPE,
            type + "/v1",
            sequence,
            previous,
            GENESIS,
            data);
    return open.withHash(open.computedHash());
  }

  /** The hash that this event should carry. */
  public Digest computedHash() {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("specversion", specversion);
    fields.put("id", id);
    fields.put("source", source);
    fields.put("type", type);
    fields.put("subject", subject);
    fields.put("time", time);
    fields.put("datacontenttype", datacontenttype);
    fields.put("dataschema", dataschema);
    fields.put("sequence", sequence);
    fields.put("previoushash", previoushash);
    fields.put("data", data);
    return Digest.of(CanonicalJson.write(fields));
  }

  /** The canonical bytes: one line of the exported log, without the line feed. */
  public byte[] bytes() {
    return CanonicalJson.write(this);
  }

  /** The event's data as a value. */
  public <T> T dataAs(Class<T> shape) {
    return CanonicalJson.read(CanonicalJson.write(data), shape);
  }

  private LoggedEvent withHash(Digest sealed) {
    return new LoggedEvent(
        specversion,
        id,
        source,
        type,
        subject,
        time,
        datacontenttype,
        dataschema,
        sequence,
        previoushash,
        sealed,
        data);
  }
}
