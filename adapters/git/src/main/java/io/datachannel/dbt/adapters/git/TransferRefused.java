package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.util.Optional;

/** Ends a transfer that this service does not want to go on; JGit wraps it, and {@link GitFailures} finds it again. */
final class TransferRefused extends IOException {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  /** @param message for the user: what is wrong, and what to do */
  TransferRefused(FailureCode code, String message) {
    super(message);
    this.code = code;
  }

  FailureCode code() {
    return code;
  }

  /** The one that is behind a failure; empty when something else is. */
  static Optional<TransferRefused> in(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransferRefused refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }
}
