package io.datachannel.dbt.domain.warehouse;

/** What a warehouse's field may hold. */
public enum FieldKind {
  TEXT,
  /** A host name or address. A stored secret is never sent to another one than it was given for. */
  HOST,
  /** Kept sealed, never shown again. */
  SECRET,
  /** A TCP port, 1 to 65535. */
  PORT,
  /** A file of the account's own folder: relative, without {@code ..}. */
  FILE
}
