package io.datachannel.dbt.domain.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTransitionsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** Every state with every event; a dash is an illegal transition. */
  @ParameterizedTest
  @CsvSource({
      "Queued,     Claimed,         Running",
      "Queued,     CancelRequested, Cancelled",
      "Queued,     StepFailed,      Failed",
      "Queued,     Stopped,         -",
      "Queued,     Completed,       -",
      "Queued,     Reported,        -",
      "Queued,     LeaseExpired,    -",
      "Queued,     Requeued,        -",
      "Running,    Claimed,         -",
      "Running,    CancelRequested, Cancelling",
      "Running,    StepFailed,      Failed",
      "Running,    Stopped,         -",
      "Running,    Completed,       Successful",
      "Running,    Reported,        PartiallySuccessful",
      "Running,    LeaseExpired,    Failed",
      "Running,    Requeued,        Queued",
      "Cancelling, Claimed,         -",
      "Cancelling, CancelRequested, Cancelling",
      "Cancelling, StepFailed,      Cancelled",
      "Cancelling, Stopped,         Cancelled",
      "Cancelling, Completed,       Successful",
      "Cancelling, Reported,        PartiallySuccessful",
      "Cancelling, LeaseExpired,    Cancelled",
      "Cancelling, Requeued,        Cancelled"})
  void everyStateTakesEveryEventAsDrawn(String state, String event, String next) {
    assertEquals(next, RunStatesPicture.target(RunStatesPicture.state(state), RunStatesPicture.event(event)));
  }

  @ParameterizedTest
  @CsvSource({"Successful", "PartiallySuccessful", "Failed", "Cancelled"})
  void nothingLeavesAFinalState(String state) {
    RunStatesPicture.EVENTS.forEach(event ->
        assertEquals("-", RunStatesPicture.target(RunStatesPicture.state(state), event), state + " + " + event));
  }

  @ParameterizedTest
  @CsvSource({
      "5, 0, 0, 0, 0, SUCCESSFUL",
      "4, 1, 0, 0, 0, SUCCESSFUL",
      "0, 0, 0, 0, 3, SUCCESSFUL",
      "4, 0, 1, 0, 0, PARTIAL_SUCCESS",
      "4, 0, 0, 1, 0, PARTIAL_SUCCESS",
      "0, 1, 1, 0, 0, PARTIAL_SUCCESS",
      "0, 0, 2, 3, 0, FAILED"})
  void theResultFollowsFromTheTally(int succeeded, int warned, int failed, int skipped, int untouched, RunStatus status) {
    RunState running = RunStatesPicture.state("Running");
    NodeTally tally = new NodeTally(succeeded, warned, failed, skipped, untouched);

    RunTransition result = RunTransitions.apply(running, new RunEvent.Completed(NOON, tally));

    assertEquals(status, assertInstanceOf(RunTransition.Moved.class, result).state().status());
  }

  @ParameterizedTest
  @CsvSource({"Running", "Cancelling"})
  void aReportedRunBecomesWhatItsReporterSays(String state) {
    RunStatesPicture.STATES.stream().filter(RunState.Final.class::isInstance).map(RunState.Final.class::cast)
        .forEach(outcome -> assertEquals(new RunTransition.Moved(outcome),
            RunTransitions.apply(RunStatesPicture.state(state), new RunEvent.Reported(outcome))));
  }

  @Test
  void aRunWhoseLeaseExpiredIsLostAndNamesTheCopyThatHeldIt() {
    RunState running = new RunState.Running(NOON, new Lease("copy-1", 3));

    RunTransition result = RunTransitions.apply(running, new RunEvent.LeaseExpired(NOON.plusSeconds(30)));

    RunState.Failed failed = assertInstanceOf(RunState.Failed.class, assertInstanceOf(RunTransition.Moved.class, result).state());
    assertEquals(FailureCode.RUN_LOST, failed.failure().code());
    assertEquals(true, failed.failure().message().contains("copy-1"));
  }

  @Test
  void aRunThatIsQueuedAgainKeepsItsPlaceInTheQueue() {
    RunState running = new RunState.Running(NOON, new Lease("copy-1", 3));

    RunTransition result = RunTransitions.apply(running, new RunEvent.Requeued(NOON.plusSeconds(90), NOON.minusSeconds(5)));

    assertEquals(new RunTransition.Moved(new RunState.Queued(NOON.minusSeconds(5))), result);
  }

  @Test
  void aFailureWhileCancellingIsTheCancelThatTheUserAskedFor() {
    RunState cancelling = new RunState.Cancelling(NOON, new Lease("copy-1", 1), NOON);
    Failure crash = Failure.of(FailureCode.RUNNER_CRASHED, "killed");

    RunTransition result = RunTransitions.apply(cancelling, new RunEvent.StepFailed(NOON.plusSeconds(1), crash));

    assertEquals(new RunTransition.Moved(new RunState.Cancelled(NOON.plusSeconds(1))), result);
  }
}
