package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.runs.RunTimeline.Step;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineOfARunTest {
  @TempDir private Path folder;
  private RunFixture fixture;

  @BeforeEach
  void aProject() {
    fixture = new RunFixture(folder);
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
  }

  private List<Step> steps(RunId id) {
    return fixture.timelines.find(RunFixture.CALLER.account(), id).map(RunTimeline::spans).orElse(List.of())
        .stream().map(RunTimeline.Span::step).toList();
  }

  @Test
  void aRunHasEachOfItsSteps() {
    RunId id = fixture.ran(fixture.queued()).run().id();

    assertEquals(List.of(Step.QUEUED, Step.CLAIM, Step.CHECKOUT, Step.ENVIRONMENT, Step.PROFILE, Step.PARSE, Step.RELATIONS, Step.DBT,
        Step.END, Step.STORAGE), steps(id));
  }

  @Test
  void aRunThatFailsHasTheStepsUpToItsFailure() {
    fixture.git.failingWith(Failure.of(FailureCode.BRANCH_NOT_FOUND, "There is no branch main."));

    RunId id = fixture.ran(fixture.queued()).run().id();

    assertEquals(List.of(Step.QUEUED, Step.CLAIM, Step.CHECKOUT, Step.END, Step.STORAGE), steps(id));
  }

  @Test
  void aRunThatIsUnderWayHasNone() {
    RunId id = fixture.queued();
    fixture.claimed().orElseThrow();

    assertEquals(List.of(), steps(id));
  }

  @Test
  void filesThatWaitForTheStorageAreNotStoredYet() {
    fixture.logs.storageIsAway();

    RunId id = fixture.ran(fixture.queued()).run().id();

    assertEquals(List.of(Step.DBT, Step.END), steps(id).subList(7, steps(id).size()));
  }
}
