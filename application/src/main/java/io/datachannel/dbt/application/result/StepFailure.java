package io.datachannel.dbt.application.result;

import io.datachannel.dbt.domain.failure.Failure;

/** Ends a run or a refresh at the step that failed; caught once, where the work as a whole is carried out. */
public final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public StepFailure(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
