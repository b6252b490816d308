package io.fedquorum.coordinator.security;

/** Who may call. */
public final class Roles {
  /** Launches and stops trainings; has the operator's token. */
  public static final String OPERATOR = "operator";

  /** Reads everything, changes nothing; has the researchers' token. */
  public static final String RESEARCHER = "researcher";

  /** Reads how trainings stand, but neither event logs nor artifacts; has the viewers' token. */
  public static final String VIEWER = "viewer";

  /** An active member of the worker registry; signs each request. */
  public static final String WORKER = "worker";

  private Roles() {}
}
