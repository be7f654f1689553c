package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Instant;
import java.util.List;

/** Draws the state machine from the code. */
final class RunStatesPicture {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final Lease LEASE = new Lease("copy-1", 1);
  private static final NodeTally ALL_GREEN = new NodeTally(5, 0, 0, 0, 0);
  private static final Failure FAILURE = Failure.of(FailureCode.INTERNAL_ERROR, "broken");

  static final List<RunState> STATES = List.of(
      new RunState.Queued(AT),
      new RunState.Running(AT, LEASE),
      new RunState.Cancelling(AT, LEASE, AT),
      new RunState.Successful(AT, ALL_GREEN),
      new RunState.PartiallySuccessful(AT, ALL_GREEN),
      new RunState.Failed(AT, FAILURE),
      new RunState.Cancelled(AT));

  static final List<RunEvent> EVENTS = List.of(
      new RunEvent.Claimed(AT, LEASE),
      new RunEvent.CancelRequested(AT),
      new RunEvent.Stopped(AT),
      new RunEvent.Completed(AT, ALL_GREEN),
      new RunEvent.StepFailed(AT, FAILURE),
      new RunEvent.Reported(new RunState.PartiallySuccessful(AT, ALL_GREEN)),
      new RunEvent.LeaseExpired(AT),
      new RunEvent.Requeued(AT, AT));

  private RunStatesPicture() {}

  static RunState state(String name) {
    return STATES.stream().filter(state -> state.getClass().getSimpleName().equals(name)).findFirst().orElseThrow();
  }

  static RunEvent event(String name) {
    return EVENTS.stream().filter(event -> event.getClass().getSimpleName().equals(name)).findFirst().orElseThrow();
  }

  static String target(RunState state, RunEvent event) {
    return switch (RunTransitions.apply(state, event)) {
      case RunTransition.Moved moved -> moved.state().getClass().getSimpleName();
      case RunTransition.Illegal _ -> "-";
    };
  }

  static String draw() {
    StringBuilder page = new StringBuilder("""
        # The states of a run
        Drawn from `RunTransitions` by its tests; the build fails when this page is stale. What is not drawn is illegal.
        `Completed` leads to `Successful`, `PartiallySuccessful` or `Failed`, by the tally of the nodes;
        `Reported` to whichever final state the reporter of a run that was carried out elsewhere names.

        ```mermaid
        stateDiagram-v2
          [*] --> Queued
        """);
    for (RunState state : STATES) {
      for (RunEvent event : EVENTS) {
        String target = target(state, event);
        if (!target.equals("-")) {
          page.append("  %s --> %s: %s%n".formatted(state.getClass().getSimpleName(), target, event.getClass().getSimpleName()));
        }
      }
    }
    STATES.stream().filter(RunState.Final.class::isInstance)
        .forEach(state -> page.append("  %s --> [*]%n".formatted(state.getClass().getSimpleName())));
    return page.append("```\n").toString();
  }
}
