package io.datachannel.dbt.application.result;

import io.datachannel.dbt.domain.failure.Failure;

/** A request that is well-formed but cannot be done in the state that things are in. */
public final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public Rejected(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
