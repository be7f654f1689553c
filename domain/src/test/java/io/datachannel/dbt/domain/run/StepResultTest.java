package io.datachannel.dbt.domain.run;

import static io.datachannel.dbt.domain.run.StepState.CANCELLED;
import static io.datachannel.dbt.domain.run.StepState.FAILED;
import static io.datachannel.dbt.domain.run.StepState.NOT_RUN;
import static io.datachannel.dbt.domain.run.StepState.RUNNING;
import static io.datachannel.dbt.domain.run.StepState.SUCCEEDED;
import static io.datachannel.dbt.domain.run.StepState.WAITING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepResultTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final Lease LEASE = new Lease("copy-a", 1);
  private static final RunState QUEUED = new RunState.Queued(AT);
  private static final RunState AT_WORK = new RunState.Running(AT, LEASE);
  private static final RunState STOPPING = new RunState.Cancelling(AT, LEASE, AT);
  private static final RunState SUCCESSFUL = new RunState.Successful(AT, new NodeTally(1, 0, 0, 0, 0));
  private static final RunState PARTIAL = new RunState.PartiallySuccessful(AT, new NodeTally(1, 0, 1, 0, 0));
  private static final RunState LOST = new RunState.Failed(AT, Failure.of(FailureCode.RUN_LOST, "lost"));
  private static final RunState STOPPED = new RunState.Cancelled(AT);

  @Test
  void aRunThatWaitsHasDoneNothing() {
    assertEquals(List.of(WAITING, WAITING), of(QUEUED, false, 2));
    assertEquals(List.of(WAITING, WAITING), of(QUEUED, false, 2, SUCCEEDED, RUNNING), "what an attempt did that is begun anew");
  }

  @Test
  void aRunUnderWayShowsHowFarItIs() {
    assertEquals(List.of(SUCCEEDED, RUNNING, WAITING), of(AT_WORK, true, 3, SUCCEEDED, RUNNING));
    assertEquals(List.of(SUCCEEDED, RUNNING, WAITING), of(STOPPING, true, 3, SUCCEEDED, RUNNING));
    assertEquals(List.of(WAITING, WAITING), of(AT_WORK, true, 2));
    assertEquals(List.of(RUNNING), of(AT_WORK, true, 1), "nothing is recorded of a single step before its end");
  }

  @Test
  void aRunThatEndedKeepsWhatWasRecorded() {
    assertEquals(List.of(SUCCEEDED, FAILED, NOT_RUN), of(PARTIAL, true, 3, SUCCEEDED, FAILED, NOT_RUN));
    assertEquals(List.of(SUCCEEDED, SUCCEEDED), of(PARTIAL, true, 2, SUCCEEDED, SUCCEEDED), "models were missing");
  }

  @Test
  void whatWasUnderWayWhenItsCopyDiedEndsWithTheRun() {
    assertEquals(List.of(SUCCEEDED, FAILED, NOT_RUN), of(LOST, true, 3, SUCCEEDED, RUNNING));
    assertEquals(List.of(CANCELLED, NOT_RUN), of(STOPPED, true, 2, RUNNING));
  }

  @Test
  void withoutARecordTheFirstStepHasWhatBecameOfTheRun() {
    assertEquals(List.of(SUCCEEDED, SUCCEEDED), of(SUCCESSFUL, true, 2));
    assertEquals(List.of(FAILED), of(PARTIAL, true, 1));
    assertEquals(List.of(FAILED, NOT_RUN), of(LOST, true, 2));
    assertEquals(List.of(CANCELLED), of(STOPPED, true, 1));
    assertEquals(List.of(NOT_RUN, NOT_RUN), of(STOPPED, false, 2), "it was cancelled in the queue");
  }

  private static List<StepState> of(RunState state, boolean begun, int of, StepState... recorded) {
    return StepResult.of(state, begun, of, Stream.of(recorded).map(StepResult::in).toList()).stream().map(StepResult::state).toList();
  }
}
