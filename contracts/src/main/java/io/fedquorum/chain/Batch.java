package io.fedquorum.chain;

import java.util.List;
import java.util.Objects;

/**
 * Events of whole blocks, in chain order.
 *
 * @param events maybe none
 * @param next where the next read begins; store it together with what the events caused
 */
public record Batch(List<ContractEvent> events, Cursor next) {
  public Batch {
    events = List.copyOf(events);
    Objects.requireNonNull(next, "next");
  }
}
