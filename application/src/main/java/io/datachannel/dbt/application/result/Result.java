package io.datachannel.dbt.application.result;

import io.datachannel.dbt.domain.failure.Failure;

/** What a port answers when failing is to be expected: the value, or why there is none. */
public sealed interface Result<T> {

  /** The value, for work that ends where its first step fails. @throws StepFailure carrying the reason when there is none */
  default T orFail() {
    return switch (this) {
      case Ok<T> ok -> ok.value();
      case Failed<T> failed -> throw new StepFailure(failed.failure());
    };
  }

  /** It worked. */
  record Ok<T>(T value) implements Result<T> {}

  /** It did not, for a reason that a user can be told. */
  record Failed<T>(Failure failure) implements Result<T> {}
}
