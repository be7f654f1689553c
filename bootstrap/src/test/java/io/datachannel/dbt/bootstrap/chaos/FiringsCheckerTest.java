package io.datachannel.dbt.bootstrap.chaos;

import static io.datachannel.dbt.bootstrap.chaos.Violation.doubled;
import static io.datachannel.dbt.bootstrap.chaos.Violation.lost;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import io.datachannel.dbt.bootstrap.chaos.History.RunRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each thing that the checker of firings looks for is shown to it once. */
class FiringsCheckerTest {
  private static final String NOON = "2026-03-01 12:00:00";

  private final List<RunRow> runs = new ArrayList<>();
  private final List<Firing> firings = new ArrayList<>();

  @Test
  void aHistoryAsItShallBeHasNoViolation() {
    run(1, "SCHEDULED", "SUCCESSFUL");
    run(2, "SCHEDULED", "FAILED");
    run(3, "MANUAL", "FAILED");
    fired(7, NOON, "QUEUED", 1, "SUCCESSFUL");
    fired(8, NOON, "CAUGHT_UP", 1, "FAILED");
    fired(7, "2026-03-01 13:00:00", "QUEUED", 2, "FAILED");
    firings.add(new Firing(7, "2026-03-01 13:30:00", "MERGED", Optional.of(2), Optional.empty()));
    firings.add(new Firing(8, "2026-03-01 11:00:00", "SKIPPED", Optional.empty(), Optional.empty()));

    found();
  }

  @Test
  void anInstantThatFiredTwiceIsFound() {
    run(1, "SCHEDULED", "SUCCESSFUL");
    run(2, "SCHEDULED", "SUCCESSFUL");
    fired(7, NOON, "QUEUED", 1, "SUCCESSFUL");
    fired(7, NOON, "QUEUED", 2, "SUCCESSFUL");

    found(doubled("schedule 7 fired twice for 2026-03-01 12:00:00"));
  }

  @Test
  void aRunThatWasMadeForTwoInstantsOfAScheduleIsFound() {
    run(1, "SCHEDULED", "SUCCESSFUL");
    fired(7, NOON, "QUEUED", 1, "SUCCESSFUL");
    fired(7, "2026-03-01 13:00:00", "QUEUED", 1, "SUCCESSFUL");

    found(lost("run 1 was made for two firings of schedule 7"));
  }

  @Test
  void aFiringWithoutItsRunIsFound() {
    run(2, "MANUAL", "SUCCESSFUL");
    fired(7, NOON, "QUEUED", 1, "SUCCESSFUL");
    fired(8, NOON, "CAUGHT_UP", 2, "SUCCESSFUL");

    found(lost("schedule 7 fired for 2026-03-01 12:00:00, and there is no run of it"),
        lost("schedule 8 fired for 2026-03-01 12:00:00, and there is no run of it"));
  }

  @Test
  void aMergedFiringWithoutARunIsFound() {
    firings.add(new Firing(7, NOON, "MERGED", Optional.empty(), Optional.empty()));

    found(lost("schedule 7 fired for 2026-03-01 12:00:00, and there is no run of it"));
  }

  @Test
  void aRunOfASkippedFiringIsFound() {
    run(1, "SCHEDULED", "SUCCESSFUL");
    fired(7, NOON, "SKIPPED", 1, "SUCCESSFUL");

    found(doubled("schedule 7 was SKIPPED for 2026-03-01 12:00:00, and has a run all the same"), doubled("run 1 is SCHEDULED, and no firing asked for it"));
  }

  @Test
  void aFiringThatWasNotToldHowItsRunEndedIsFound() {
    run(1, "SCHEDULED", "SUCCESSFUL");
    firings.add(new Firing(7, NOON, "QUEUED", Optional.of(1), Optional.empty()));

    found(lost("run 1 is over, and its firing of schedule 7 was not told"));
  }

  @Test
  void aFiringThatBeliesItsRunIsFound() {
    run(1, "SCHEDULED", "CANCELLED");
    fired(7, NOON, "QUEUED", 1, "SUCCESSFUL");

    found(doubled("run 1 is CANCELLED, and its firing of schedule 7 is SUCCESSFUL"));
  }

  @Test
  void aScheduledRunThatNobodyPlannedIsFound() {
    run(1, "SCHEDULED", "SUCCESSFUL");

    found(doubled("run 1 is SCHEDULED, and no firing asked for it"));
  }

  private void run(int id, String type, String status) {
    runs.add(new RunRow(id, 1, type, status, Optional.empty(), 1, Optional.empty(), false));
  }

  private void fired(int schedule, String planned, String outcome, int run, String result) {
    firings.add(new Firing(schedule, planned, outcome, Optional.of(run), Optional.of(result)));
  }

  private void found(Violation... violations) {
    assertEquals(List.of(violations),
        FiringsChecker.violations(new History(runs, List.of(), Map.of(), List.of(), firings, List.of())));
  }
}
