package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.ReportedOutcome;
import io.datachannel.dbt.domain.secret.Redactor;
import java.time.Instant;
import java.util.Optional;

/**
 * What a reporter says has become of a run.
 *
 * @param at UTC; absent for now
 */
public record StatusReport(Status status, Optional<Instant> at, RunFacts facts) {

  /** As it may be compared and kept. */
  StatusReport redacted(Redactor redactor) {
    return switch (status) {
      case Status.Running _ -> this;
      case Status.Ended(ReportedOutcome outcome) -> new StatusReport(new Status.Ended(new ReportedOutcome(
          outcome.status(), outcome.counts(), outcome.failure().map(failure -> failure.redacted(redactor)))), at, facts);
    };
  }

  /** The status that it is in. */
  public sealed interface Status {

    /** It was begun. */
    record Running() implements Status {}

    /** It is over. */
    record Ended(ReportedOutcome outcome) implements Status {
      Optional<NodeTally> counts() {
        return outcome.counts();
      }

      Optional<Failure> failure() {
        return outcome.failure();
      }
    }
  }
}
