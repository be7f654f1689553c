package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.application.schedules.FiringOutcome;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.domain.run.NodeTally;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A planned instant of a schedule, and what became of it. Times are UTC.
 *
 * @param outcome    QUEUED, CAUGHT_UP, MERGED, SKIPPED, NOTHING_GOVERNED
 * @param reason     why nothing ran
 * @param runId      the run that carries it
 * @param mergedInto the earlier firing whose run carries it, too
 * @param result     what became of its own models, once the run is over; the run may have carried others, too
 * @param counts     of its own nodes
 * @param schedule   how the schedule was, by property
 */
public record FiringView(long id, int scheduleId, Instant plannedAt, Instant handledAt, String outcome, Optional<String> reason,
    Optional<Integer> runId, Optional<Long> mergedInto, Optional<String> result, Optional<OwnCounts> counts,
    Map<String, String> schedule) {

  static FiringView of(FiringRecord firing) {
    Optional<String> result = firing.result().map(end -> end.status().wireName());
    Optional<OwnCounts> counts = firing.result().map(end -> OwnCounts.of(end.tally()));
    return switch (firing.outcome()) {
      case FiringOutcome.Queued queued -> view(firing, queued.caughtUp() ? "CAUGHT_UP" : "QUEUED", Optional.empty(),
          Optional.of(queued.run().value()), Optional.empty(), result, counts);
      case FiringOutcome.Merged merged -> view(firing, "MERGED", Optional.empty(), Optional.of(merged.run().value()),
          Optional.of(merged.firing()), result, counts);
      case FiringOutcome.Skipped skipped -> view(
          firing, "SKIPPED", Optional.of(skipped.reason()), Optional.empty(), Optional.empty(), result, counts);
      case FiringOutcome.NothingGoverned none -> view(
          firing, "NOTHING_GOVERNED", Optional.of(none.reason()), Optional.empty(), Optional.empty(), result, counts);
    };
  }

  private static FiringView view(FiringRecord firing, String outcome, Optional<String> reason, Optional<Integer> run,
      Optional<Long> mergedInto, Optional<String> result, Optional<OwnCounts> counts) {
    return new FiringView(firing.id(), firing.schedule().value(), firing.plannedAt(), firing.handledAt(), outcome, reason, run, mergedInto,
        result, counts, new TreeMap<>(firing.snapshot()));
  }

  /** How many of its own nodes ended in which way. */
  public record OwnCounts(int succeeded, int warned, int failed, int skipped, int untouched) {
    static OwnCounts of(NodeTally tally) {
      return new OwnCounts(tally.succeeded(), tally.warned(), tally.failed(), tally.skipped(), tally.untouched());
    }
  }
}
