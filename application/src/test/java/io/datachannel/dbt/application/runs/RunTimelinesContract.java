package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.runs.RunTimeline.Span;
import io.datachannel.dbt.application.runs.RunTimeline.Step;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What all {@link RunTimelines} do. */
public abstract class RunTimelinesContract {
  private static final AccountId OURS = new AccountId(1);
  private static final Lease HELD = new Lease("copy-a", 1);
  private static final RunTimeline TIMELINE = new RunTimeline(List.of(
      new Span(Step.QUEUED, STARTED_AT, Duration.ofDays(40), Optional.empty()),
      new Span(Step.PROFILE, STARTED_AT.plusNanos(123_456_000), Duration.ZERO, Optional.empty()),
      new Span(Step.DBT, STARTED_AT.plusSeconds(1), Duration.ofNanos(412_345_000), Optional.of(Duration.ofMillis(250)))));

  protected abstract RunStore store();

  protected abstract RunTimelines timelines();

  private RunId running() {
    RunId id = store().runs().add(aRun().fresh());
    store().claim("copy-a", Duration.ofHours(1)).orElseThrow();
    return id;
  }

  @Test
  public void aTimelineComesBackAsItWasToTheMicrosecond() {
    RunId id = running();

    assertEquals(1, timelines().record(id, HELD, TIMELINE));

    assertEquals(Optional.of(TIMELINE), timelines().find(OURS, id));
  }

  @Test
  public void aLaterOneTakesThePlaceOfTheFirst() {
    RunId id = running();
    RunTimeline shorter = new RunTimeline(TIMELINE.spans().subList(0, 1));
    timelines().record(id, HELD, TIMELINE);

    timelines().record(id, HELD, shorter);

    assertEquals(Optional.of(shorter), timelines().find(OURS, id));
  }

  @Test
  public void whatBecameOfTheCallsOfDbtIsKeptWhileTheyGoOnAndWithTheTimeline() {
    RunId id = store().runs().add(aRun().inSteps(DbtStep.of(DbtCommand.SEED), DbtStep.of(DbtCommand.RUN), DbtStep.of(DbtCommand.TEST)).fresh());
    store().claim("copy-a", Duration.ofHours(1)).orElseThrow();
    StepResult done = new StepResult(StepState.SUCCEEDED, Optional.of(STARTED_AT.plusNanos(123_456_000)), Optional.of(Duration.ofNanos(412_345_000)));
    StepResult underWay = new StepResult(StepState.RUNNING, Optional.of(STARTED_AT.plusSeconds(2)), Optional.empty());

    assertEquals(1, timelines().recordSteps(id, HELD, List.of(done, underWay)));
    assertEquals(List.of(done, underWay, StepResult.in(StepState.WAITING)), store().runs().find(OURS, id).orElseThrow().steps());

    RunTimeline ended = new RunTimeline(TIMELINE.spans(), List.of(done, done, StepResult.in(StepState.NOT_RUN)));
    timelines().record(id, HELD, ended);
    assertEquals(Optional.of(ended), timelines().find(OURS, id));
    assertEquals(ended.dbtSteps(), store().runs().find(OURS, id).orElseThrow().steps());

    timelines().record(id, HELD, TIMELINE);
    assertEquals(Optional.of(ended), timelines().find(OURS, id), "one that knows nothing of them takes nothing away");
  }

  @Test
  public void aRunThatIsQueuedAgainBeginsWithItsFirstStep() {
    RunId id = store().runs().add(aRun().inSteps(DbtStep.of(DbtCommand.SEED), DbtStep.of(DbtCommand.RUN)).fresh());
    store().claim("copy-a", Duration.ofHours(1)).orElseThrow();
    timelines().recordSteps(id, HELD, List.of(new StepResult(StepState.SUCCEEDED, Optional.of(STARTED_AT), Optional.of(Duration.ZERO))));

    store().runs().move(store().runs().lock(id).orElseThrow(), new RunState.Queued(RunBuilder.QUEUED_AT));

    assertEquals(List.of(), store().runs().find(OURS, id).orElseThrow().recorded());
  }

  @Test
  public void aLostLeaseWritesNothing() {
    RunId id = running();

    assertEquals(0, timelines().record(id, new Lease("copy-a", 0), TIMELINE));
    assertEquals(0, timelines().record(id, new Lease("copy-b", 1), TIMELINE));
    assertEquals(0, timelines().recordSteps(id, new Lease("copy-b", 1), List.of(StepResult.in(StepState.RUNNING))));

    assertEquals(Optional.empty(), timelines().find(OURS, id));
  }

  @Test
  public void anotherAccountSeesNone() {
    RunId id = running();
    timelines().record(id, HELD, TIMELINE);

    assertEquals(Optional.empty(), timelines().find(new AccountId(2), id));
  }
}
