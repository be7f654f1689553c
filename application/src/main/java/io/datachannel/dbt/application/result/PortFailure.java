package io.datachannel.dbt.application.result;

import io.datachannel.dbt.domain.failure.FailureCode;

/** An unexpected failure of a port, such as a database that does not answer; the message names no secret. */
public final class PortFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  public PortFailure(FailureCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public FailureCode code() {
    return code;
  }
}
