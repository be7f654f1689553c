package io.datachannel.dbt.domain.warehouse;

/** What a warehouse's field may hold. */
public enum FieldKind {
  TEXT,
  /** Kept sealed, never shown again. */
  SECRET,
  /** A TCP port, 1 to 65535. */
  PORT,
  /** A file of the account's own folder: relative, without {@code ..}. */
  FILE
}
