package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.runs.RunTimeline.Span;
import io.datachannel.dbt.application.runs.RunTimeline.Step;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
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
  public void aLostLeaseWritesNothing() {
    RunId id = running();

    assertEquals(0, timelines().record(id, new Lease("copy-a", 0), TIMELINE));
    assertEquals(0, timelines().record(id, new Lease("copy-b", 1), TIMELINE));

    assertEquals(Optional.empty(), timelines().find(OURS, id));
  }

  @Test
  public void anotherAccountSeesNone() {
    RunId id = running();
    timelines().record(id, HELD, TIMELINE);

    assertEquals(Optional.empty(), timelines().find(new AccountId(2), id));
  }
}
