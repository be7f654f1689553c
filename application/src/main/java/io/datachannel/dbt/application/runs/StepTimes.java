package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.runs.RunTimeline.Span;
import io.datachannel.dbt.application.runs.RunTimeline.Step;
import io.datachannel.dbt.domain.run.DbtStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes the time of the steps of one run. */
final class StepTimes {
  private final InstantSource clock;
  private final InstantSource steady;
  private final List<Span> spans = new ArrayList<>();
  private final StepsDone steps;
  private Optional<Open> open = Optional.empty();

  private StepTimes(RunTime time, List<DbtStep> steps) {
    this.clock = time.clock();
    this.steady = time.steady();
    this.steps = new StepsDone(steps, time);
  }

  /** Of a run whose claim is just done. */
  static StepTimes of(ClaimedRun claimed, RunTime time) {
    StepTimes times = new StepTimes(time, claimed.run().order().steps());
    Duration claim = claimed.watch().sinceLeased();
    Instant begun = times.clock.instant().minus(claim).truncatedTo(ChronoUnit.MICROS);
    Duration waited = Duration.between(claimed.queuedAt(), begun);
    times.spans.add(new Span(Step.QUEUED, claimed.queuedAt(), waited.isNegative() ? Duration.ZERO : waited, Optional.empty()));
    times.spans.add(new Span(Step.CLAIM, begun, claim, Optional.empty()));
    return times;
  }

  /** Of dbt's calls. */
  StepsDone steps() {
    return steps;
  }

  /** A step inside of another is part of that. One that fails took its time, too. */
  <T> T measure(Step step, Supplier<T> work) {
    if (!begin(step)) {
      return work.get();
    }
    try {
      return work.get();
    } finally {
      end();
    }
  }

  void during(Step step, Runnable work) {
    measure(step, () -> {
      work.run();
      return step;
    });
  }

  static Step of(RunStep step) {
    return switch (step) {
      case CHECKOUT -> Step.CHECKOUT;
      case ENVIRONMENT -> Step.ENVIRONMENT;
      case PROFILE -> Step.PROFILE;
      case PACKAGES -> Step.PACKAGES;
      case PARSE -> Step.PARSE;
      case DBT -> Step.DBT;
      case STORE -> Step.STORAGE;
    };
  }

  /** dbt begins a node; the first one of a step counts. Called on any thread. */
  synchronized void nodeBegan() {
    open = open.map(step -> step.firstNodeAfter().isPresent() ? step
        : new Open(step.step(), step.startedAt(), step.steadily(), Optional.of(Duration.between(step.steadily(), steady.instant()))));
  }

  /** The work begins anew. */
  synchronized void beginAnew() {
    spans.removeIf(span -> span.step().compareTo(Step.CLAIM) > 0);
    steps.clear();
  }

  /** The steps that are done; of dbt's calls all, since none of them is begun later. */
  synchronized RunTimeline soFar() {
    return new RunTimeline(spans, steps.all());
  }

  private synchronized boolean begin(Step step) {
    if (open.isPresent()) {
      return false;
    }
    open = Optional.of(new Open(step, clock.instant().truncatedTo(ChronoUnit.MICROS), steady.instant(), Optional.empty()));
    return true;
  }

  private synchronized void end() {
    Open done = open.orElseThrow();
    open = Optional.empty();
    spans.add(new Span(done.step(), done.startedAt(), Duration.between(done.steadily(), steady.instant()), done.firstNodeAfter()));
  }

  /** @param steadily when it began, by the steady clock */
  private record Open(Step step, Instant startedAt, Instant steadily, Optional<Duration> firstNodeAfter) {}
}
