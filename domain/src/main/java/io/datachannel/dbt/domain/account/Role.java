package io.datachannel.dbt.domain.account;

/** What a caller may do. Viewer, editor and admin each may all that the one before may; a service may what MetaAPI offers, and only that. */
public enum Role {
  /** Reads everything of the account but its secrets. */
  VIEWER,
  /** Changes the configuration, and starts and cancels runs. */
  EDITOR,
  /** Also issues and revokes tokens, and purges projects. */
  ADMIN,
  /** A pipeline or a runner that reports over MetaAPI. */
  SERVICE;

  /** Whether a caller of this role may do what needs the other. */
  public boolean covers(Role needed) {
    return this == SERVICE || needed == SERVICE ? this == needed : compareTo(needed) >= 0;
  }
}
