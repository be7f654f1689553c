package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the time of a run went: the steps of the attempt that ended it, in their order. What lies between two of them is no step's.
 *
 * @param dbtSteps the calls of dbt, all of its run's order; empty when nothing is known of them
 */
public record RunTimeline(List<Span> spans, List<StepResult> dbtSteps) {

  public RunTimeline {
    spans = List.copyOf(spans);
    dbtSteps = List.copyOf(dbtSteps);
  }

  /** One that knows nothing of the calls of dbt. */
  public RunTimeline(List<Span> spans) {
    this(spans, List.of());
  }

  /** The steps of the service, of which DBT alone is dbt's own time. */
  public enum Step {
    /** From the run's place in the queue to the claim; for one that was queued again, with its earlier attempts. */
    QUEUED,
    /** It is taken from the queue, until work on it begins. */
    CLAIM,
    CHECKOUT,
    ENVIRONMENT,
    PROFILE,
    PACKAGES,
    /** The nodes of the commit are looked up, or found by {@code dbt parse} where the last refresh did not read this very commit. */
    PARSE,
    /** What the run writes is taken, see {@link TakeRelations}. */
    RELATIONS,
    DBT,
    /** From the end of the work to the commit of the run's end. */
    END,
    /** Behind the end: log, journal and artifacts are stored. Missing while they wait for the storage. */
    STORAGE
  }

  /**
   * One step.
   *
   * @param startedAt      UTC
   * @param took           by a clock that never jumps
   * @param firstNodeAfter of DBT: how long it took until dbt began its first node
   */
  public record Span(Step step, Instant startedAt, Duration took, Optional<Duration> firstNodeAfter) {}
}
