package io.datachannel.dbt.domain.refresh;

/** Why a refresh was asked for. */
public enum RefreshCause {
  /** Someone asked. */
  USER,
  /** The provider of the repository told of a push. */
  WEBHOOK,
  /** The branch was looked at, and had moved. */
  POLL
}
