package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import java.util.Locale;
import java.util.Objects;

/**
 * An account of a network with account permissioning, as a node knows it.
 *
 * @param address the account
 * @param organisation whom it belongs to
 * @param role what it may do there
 * @param administrator whether it administers the organisation
 * @param status whether it may use its role
 */
public record PermittedAccount(
    Address address, String organisation, String role, boolean administrator, Status status) {

  /** GoQuorum's states of an account. */
  public enum Status {
    /** Not known. */
    NONE,
    /** Waits for an approval. */
    PENDING,
    /** May send what its role allows. */
    ACTIVE,
    /** May not send. */
    INACTIVE,
    /** May not send until it is activated again. */
    SUSPENDED,
    /** May not send for good. */
    BLACKLISTED,
    /** Was an administrator. */
    REVOKED,
    /** Comes back from the black list. */
    RECOVERING,
    /** Came back from the black list. */
    RECOVERED;

    /** The state of GoQuorum's number. */
    public static Status of(int number) {
      return number >= 0 && number < values().length ? values()[number] : NONE;
    }

    /** As people read it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PermittedAccount {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(organisation, "organisation");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(status, "status");
  }
}
