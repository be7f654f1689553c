package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettleFiringsTest {
  private static final RunId RUN = new RunId(1);
  private static final Lease LEASE = new Lease("copy", 1);

  private final ScheduleFixture service = new ScheduleFixture();
  private final RunLedger ledger = service.runs.ledger();

  private void firedTogether() {
    service.set(aSchedule().on("a"));
    service.set(aSchedule().on("b", "c"));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.claimed(RUN);
  }

  /** Each as name and status of dbt. */
  private void built(String... nodes) {
    ledger.recordNodes(RUN, LEASE, Arrays.stream(nodes).map(node -> node.split(" "))
        .map(node -> new NodeResult(node[0], node[0].split("\\.")[0], node[0], node[1], Optional.of(service.clock.instant()),
            Duration.ofSeconds(1), OptionalLong.empty(), "", "t")).toList());
  }

  private List<String> results() {
    return service.firings.all().stream().map(firing -> firing.result()
        .map(result -> result.status().wireName() + " " + result.tally().total()).orElse("-")).toList();
  }

  @Test
  void eachFiringGetsTheOutcomeOfItsOwnModels() {
    firedTogether();
    built("model.shop.a success", "test.shop.not_null_a fail", "model.shop.b success", "model.shop.c success");
    assertEquals(0, service.settle.tick(), "the run is not over");

    service.move(RUN, new RunState.PartiallySuccessful(service.clock.instant(), new NodeTally(3, 0, 1, 0, 0)));
    assertEquals(2, service.settle.tick());
    assertEquals(List.of("PARTIAL SUCCESS 2", "SUCCESSFUL 2"), results());
    assertEquals(0, service.settle.tick(), "again");
  }

  @Test
  void oneThatIsLeftOfSeveralHasTheOutcomeOfItsOwnModelsToo() {
    firedTogether();
    built("model.shop.a error", "model.shop.b success", "model.shop.c success");
    service.move(RUN, new RunState.PartiallySuccessful(service.clock.instant(), new NodeTally(2, 0, 1, 0, 0)));
    // By another copy, or by this one before it was killed, or in another batch.
    service.firings.settle(1, new FiringRecord.Result(RunStatus.FAILED, new NodeTally(0, 0, 1, 0, 0)));
    assertEquals(1, service.settle.tick());

    assertEquals(List.of("FAILED 1", "SUCCESSFUL 2"), results());
  }

  @Test
  void aModelThatIsMissingIsAFailureOfItsOwnFiringAlone() {
    firedTogether();
    built("model.shop.b success", "model.shop.c success");
    ledger.recordErrors(RUN, LEASE, List.of(RunError.ofNode("model.shop.a", Failure.of(FailureCode.MODEL_MISSING, "gone"))));
    service.move(RUN, new RunState.PartiallySuccessful(service.clock.instant(), new NodeTally(2, 0, 1, 0, 0)));
    service.settle.tick();

    assertEquals(List.of("FAILED 1", "SUCCESSFUL 2"), results());
  }

  @Test
  void oneThatLostAllItsModelsWhileTheRunWaitedIsNotSuccessful() {
    service.set(aSchedule().on("a"));
    service.set(aSchedule().on("b"));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.set(aSchedule().on("a", "c"));

    assertTheRunBuildsOnlyWhatIsOfTheSecond();
  }

  @Test
  void oneOfAllModelsThatLostThemHasNothingOfTheOthersEither() {
    ScheduleId all = service.set(aSchedule());
    service.set(aSchedule().on("b"));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.remove(all);

    assertTheRunBuildsOnlyWhatIsOfTheSecond();
  }

  @Test
  void aRunThatFailedAsAWholeFailedForAll() {
    firedTogether();
    service.move(RUN, new RunState.Failed(service.clock.instant(), Failure.of(FailureCode.BRANCH_NOT_FOUND, "no")));
    service.settle.tick();

    assertEquals(List.of("FAILED 0", "FAILED 0"), results());
  }

  @Test
  void mergedAndSkippedFiringsHaveNoResultOfTheirOwn() {
    service.set(aSchedule().firing(new Cadence.EveryHours(1, 0, 0)));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.givenTheTimeIs("2026-03-02T11:00:00Z");
    service.tick();
    service.claimed(RUN);
    built("model.shop.a success");
    service.move(RUN, new RunState.Successful(service.clock.instant(), new NodeTally(1, 0, 0, 0, 0)));
    service.settle.tick();

    assertEquals(List.of("SUCCESSFUL 1", "-"), results());
  }

  private void assertTheRunBuildsOnlyWhatIsOfTheSecond() {
    service.claimed(RUN);
    built("model.shop.b success");
    service.move(RUN, new RunState.Successful(service.clock.instant(), new NodeTally(1, 0, 0, 0, 0)));
    service.settle.tick();

    assertEquals(List.of("CANCELLED 0", "SUCCESSFUL 1"), results());
  }
}
