package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has become of the calls of dbt of one run by now. */
final class StepsDone {
  private final List<DbtStep> steps;
  private final RunTime time;
  private final List<StepResult> begun = new ArrayList<>();
  private Instant steadily = Instant.EPOCH;

  StepsDone(List<DbtStep> steps, RunTime time) {
    this.steps = steps;
    this.time = time;
  }

  /** The next one begins. */
  synchronized void begin() {
    steadily = time.steady().instant();
    begun.add(new StepResult(StepState.RUNNING, Optional.of(time.clock().instant().truncatedTo(ChronoUnit.MICROS)), Optional.empty()));
  }

  /** The last one that began is over. @return how long it took */
  synchronized Duration end(StepState state) {
    StepResult running = begun.removeLast();
    Duration took = Duration.between(steadily, time.steady().instant()).truncatedTo(ChronoUnit.MICROS);
    begun.add(new StepResult(state, running.startedAt(), Optional.of(took)));
    return took;
  }

  /** The work begins anew. */
  synchronized void clear() {
    begun.clear();
  }

  /** Those that have begun. */
  synchronized List<StepResult> soFar() {
    return List.copyOf(begun);
  }

  /** All of a run that is over. */
  synchronized List<StepResult> all() {
    List<StepResult> all = new ArrayList<>(begun);
    while (all.size() < steps.size()) {
      all.add(StepResult.in(StepState.NOT_RUN));
    }
    return List.copyOf(all);
  }

  boolean several() {
    return steps.size() > 1;
  }

  /** The failure of the last step that began; of several, with the name of that step. */
  synchronized Failure named(Failure failure) {
    if (!several() || begun.isEmpty()) {
      return failure;
    }
    return new Failure(failure.code(), "Step " + begun.size() + " of " + steps.size() + " ("
        + steps.get(begun.size() - 1).command().word() + "): " + failure.message(), failure.detail());
  }
}
