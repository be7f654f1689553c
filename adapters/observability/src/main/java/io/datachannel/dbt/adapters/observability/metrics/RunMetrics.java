package io.datachannel.dbt.adapters.observability.metrics;

import io.datachannel.dbt.adapters.observability.runs.RunReport;
import io.datachannel.dbt.adapters.observability.runs.RunWatcher;
import io.datachannel.dbt.application.runs.ClaimedRun;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.application.schedules.FiringOutcome;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Counts the ends of runs, and takes their times. No account is among its labels: there are as many as there are customers. */
final class RunMetrics implements RunWatcher {
  /** Seconds: a step of a small run takes some 10 ms, dbt on a large project an hour. */
  private static final double[] BUCKETS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600};

  private final Counter ends;
  private final Counter errors;
  private final Histogram steps;
  private final Histogram lateness;
  private final Histogram waits;

  RunMetrics(PrometheusRegistry registry) {
    ends = Counter.builder().name("dbt_run_ends_total").help("Runs whose end this copy has recorded.")
        .labelNames("status", "carried_out_by").withoutExemplars().register(registry);
    errors = Counter.builder().name("dbt_run_errors_total").help("Error rows of runs that this copy has recorded; one for each failed node.")
        .labelNames("code", "blame").withoutExemplars().register(registry);
    steps = times("dbt_run_step_seconds", "How long a step of a run took, by the names of its timeline.", "step").register(registry);
    lateness = times("dbt_schedule_lateness_seconds", "From the planned instant of a firing to its run in the queue.").register(registry);
    waits = times("dbt_run_wait_seconds", "From the queue to the claim of a run, by its type.", "type").register(registry);
    Arrays.stream(RunStatus.values()).filter(RunStatus::isFinal).forEach(status -> ends.initLabelValues(status.name(), "service"));
    Arrays.stream(RunTimeline.Step.values()).filter(step -> step != RunTimeline.Step.QUEUED).forEach(step -> steps.initLabelValues(step.name()));
    Arrays.stream(RunType.values()).forEach(type -> waits.initLabelValues(type.name()));
  }

  private static Histogram.Builder times(String name, String help, String... labels) {
    return Histogram.builder().name(name).help(help).labelNames(labels).classicOnly().classicUpperBounds(BUCKETS).withoutExemplars();
  }

  @Override
  public void claimed(ClaimedRun claimed) {
    if (claimed.run().state() instanceof RunState.Running running) {
      waits.labelValues(claimed.run().order().type().name()).observe(seconds(Duration.between(claimed.queuedAt(), running.startedAt())));
    }
  }

  @Override
  public void ended(Run run, RunState.Final end) {
    ends.labelValues(end.status().name(), switch (run.carriedOutBy()) {
      case CarriedOutBy.Service _ -> "service";
      case CarriedOutBy.Reporter _ -> "reporter";
    }).inc();
  }

  @Override
  public void failed(List<RunError> found) {
    found.forEach(error -> errors.labelValues(error.failure().code().name(), error.failure().code().blame().name()).inc());
  }

  /** One that was merged waits in the queue already. */
  @Override
  public void fired(List<FiringRecord> firings) {
    firings.stream().filter(firing -> firing.outcome() instanceof FiringOutcome.Queued)
        .forEach(firing -> lateness.observe(seconds(Duration.between(firing.plannedAt(), firing.handledAt()))));
  }

  /** QUEUED may be long before this attempt, and has a metric of its own. */
  @Override
  public void over(RunReport report) {
    report.timeline().ifPresent(timeline -> timeline.spans().stream().filter(span -> span.step() != RunTimeline.Step.QUEUED)
        .forEach(span -> steps.labelValues(span.step().name()).observe(seconds(span.took()))));
  }

  /** Clocks of two machines may differ. */
  private static double seconds(Duration duration) {
    return Math.max(0, duration.toNanos()) / 1e9;
  }
}
