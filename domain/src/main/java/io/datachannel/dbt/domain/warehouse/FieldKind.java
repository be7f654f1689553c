package io.datachannel.dbt.domain.warehouse;

/** What a warehouse's field may hold. */
public enum FieldKind {
  TEXT,
  /** A host name or address. A stored secret is never sent to another one than it was given for. */
  HOST,
  /** What says besides a host where secrets are sent: an account, a project, a path of the server. Kept to as a host is. */
  PLACE,
  /** Kept sealed, never shown again. */
  SECRET,
  /** A TCP port, 1 to 65535. */
  PORT,
  /** A whole number from 0. */
  NUMBER,
  /** {@code true} or {@code false}. */
  FLAG,
  /** A file of the account's own folder: relative, without {@code ..}. */
  FILE,
  /** Certificates, PEM, not secret; the adapter reads them from a file that only the run sees. */
  CERTIFICATE,
  /** A private key, PEM; a secret that the adapter takes as a text. */
  KEY,
  /** The same where the adapter reads it from a file, which only the run sees. */
  KEY_FILE,
  /** The key of a service account of Google, as its console gives it: JSON, a secret. */
  SERVICE_ACCOUNT;

  /** Whether no answer shows it. */
  public boolean isSecret() {
    return switch (this) {
      case SECRET, KEY, KEY_FILE, SERVICE_ACCOUNT -> true;
      case TEXT, HOST, PLACE, PORT, NUMBER, FLAG, FILE, CERTIFICATE -> false;
    };
  }

  /** Whether it says where secrets are sent. */
  public boolean isAddress() {
    return switch (this) {
      case HOST, PLACE, PORT -> true;
      case TEXT, SECRET, NUMBER, FLAG, FILE, CERTIFICATE, KEY, KEY_FILE, SERVICE_ACCOUNT -> false;
    };
  }

  /** Whether it is a document of several lines. */
  public boolean isDocument() {
    return switch (this) {
      case CERTIFICATE, KEY, KEY_FILE, SERVICE_ACCOUNT -> true;
      case TEXT, HOST, PLACE, SECRET, PORT, NUMBER, FLAG, FILE -> false;
    };
  }
}
