package io.datachannel.dbt.domain.failure;

/** Who can mend a failure. Retry, log level, HTTP status and the error type of a run follow from it. */
public enum Blame {
  /** The user's repository, configuration or request. */
  USER,
  /** The user's warehouse, or the way to it. */
  WAREHOUSE,
  /** A limit of this service; the same request may work later. */
  CAPACITY,
  /** This service. */
  INTERNAL
}
