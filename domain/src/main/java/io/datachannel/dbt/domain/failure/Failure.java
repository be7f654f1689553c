package io.datachannel.dbt.domain.failure;

import io.datachannel.dbt.domain.secret.Redactor;

/**
 * An expected failure, told to a user.
 *
 * @param code    the stable code
 * @param message what went wrong and what to do about it, in a sentence or two; free of secrets
 * @param detail  the tool's own words (traceback, git's or uv's output), empty when there are none; free of secrets
 */
public record Failure(FailureCode code, String message, String detail) {

  public static Failure of(FailureCode code, String message) {
    return new Failure(code, message, "");
  }

  /** The same without secrets. */
  public Failure redacted(Redactor redactor) {
    return new Failure(code, redactor.redact(message), redactor.redact(detail));
  }
}
