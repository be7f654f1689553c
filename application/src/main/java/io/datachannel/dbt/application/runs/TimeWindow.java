package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.time.Instant;
import java.util.Optional;

/**
 * When a run was queued, UTC.
 *
 * @param from  then or later
 * @param until before then
 */
public record TimeWindow(Optional<Instant> from, Optional<Instant> until) {
  public static final TimeWindow OPEN = new TimeWindow(Optional.empty(), Optional.empty());

  /** @throws InvalidInput when it ends before it begins */
  public TimeWindow {
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "until", "'until' must be later than 'from'.");
    }
  }

  /** It has neither begin nor end. */
  public boolean isOpen() {
    return from.isEmpty() && until.isEmpty();
  }

  public boolean contains(Instant instant) {
    return from.map(begin -> !instant.isBefore(begin)).orElse(true) && until.map(instant::isBefore).orElse(true);
  }
}
