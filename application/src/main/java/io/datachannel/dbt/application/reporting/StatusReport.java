package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.ReportedOutcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What a reporter says has become of a run.
 *
 * @param at UTC; absent for now
 */
public record StatusReport(Status status, Optional<Instant> at, RunFacts facts) {

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
