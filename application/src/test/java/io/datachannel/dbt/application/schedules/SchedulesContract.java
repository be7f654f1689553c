package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import io.datachannel.dbt.domain.schedule.ClockChange;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduleStatus;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.schedule.Timing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Schedules} does. */
public abstract class SchedulesContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final LocalTime HALF_PAST_TWO = LocalTime.of(2, 30);

  private ProjectId project;

  protected abstract Schedules schedules();

  protected abstract ProjectId aProject(AccountId account);

  /** A new collection of one model. */
  protected abstract CollectionId aCollection(ProjectId owner);

  @BeforeEach
  public void aProject() {
    project = aProject(OURS);
  }

  private ScheduleRecord added(ScheduleBuilder schedule) {
    return find(schedules().add(schedule.of(project).fresh()));
  }

  private ScheduleRecord find(ScheduleId id) {
    return schedules().find(OURS, project, id).orElseThrow();
  }

  private static ScheduleRecord changed(ScheduleRecord before, ScheduleStatus status, Optional<Instant> nextFireAt) {
    Schedule schedule = before.schedule();
    return new ScheduleRecord(new Schedule(schedule.id(), schedule.project(), schedule.definition(), status, schedule.setOrder() + 7,
        schedule.revision() + 1), nextFireAt, before.handledUntil().plusSeconds(1));
  }

  @Test
  public void aScheduleIsFoundAsItWasAdded() {
    ScheduledWork work = new ScheduledWork(DbtCommand.RUN, true, "{\"since\":\"it's \\\"é\\\" 🦆\"}",
        new DbtArguments(List.of("--fail-fast")), Optional.of(3), Optional.of(Duration.ofMinutes(7)), AfterLoss.QUEUE_ONCE_AGAIN);
    Timing timing = new Timing(new Cadence.Daily(HALF_PAST_TWO), ZoneId.of("Australia/Lord_Howe"),
        new ClockChange(ClockChange.Gap.SKIP, ClockChange.Overlap.BOTH), Optional.of(Duration.ofMinutes(5)));
    ScheduleBuilder builder = aSchedule().on("model.shop.b", "model.shop.a").at(timing).doing(work).setAs(9)
        .due(Instant.parse("2026-03-02T10:00:00.123456Z")).handledUntil(Instant.parse("2026-03-01T10:00:00.654321Z"));

    ScheduleRecord found = added(builder);

    assertEquals(builder.definition(), found.schedule().definition());
    assertEquals(9, found.schedule().setOrder());
    assertEquals(1, found.schedule().revision());
    assertEquals(builder.fresh().nextFireAt(), found.nextFireAt());
    assertEquals(builder.fresh().handledUntil(), found.handledUntil());
    assertEquals(Optional.empty(), added(aSchedule().paused()).nextFireAt());
    assertNotEquals(found.id(), added(builder).id());
  }

  @Test
  public void theStepsOfAScheduleComeBack() {
    List<DbtStep> several = List.of(DbtStep.of(DbtCommand.SEED), new DbtStep(DbtCommand.RUN, new DbtArguments(List.of("--fail-fast")), true));
    for (List<DbtStep> steps : List.of(several, several.subList(1, 2), several.subList(0, 1), List.<DbtStep>of())) {
      ScheduledWork work = new ScheduledWork(steps, false, "{}", DbtArguments.NONE, Optional.empty(), Optional.empty(), AfterLoss.FAIL);

      assertEquals(work, added(aSchedule().doing(work)).schedule().definition().work());
    }
  }

  @Test
  public void everyCadenceComesBack() {
    for (Cadence cadence : List.of(
        new Cadence.EveryHours(6, 5, 30),
        new Cadence.ChosenHours(Set.of(0, 9, 23), 59),
        new Cadence.Daily(HALF_PAST_TWO),
        new Cadence.Weekly(Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), HALF_PAST_TWO),
        new Cadence.Monthly(Set.of(Cadence.Monthly.LAST), Set.of(Month.values()), HALF_PAST_TWO),
        new Cadence.Monthly(Set.of(1, 15), Set.of(Month.MARCH), LocalTime.MIDNIGHT),
        new Cadence.AfterPipelines(Set.of(new PipelineId(4_294_967_295L), new PipelineId(2)), Quorum.ANY))) {
      assertEquals(cadence, added(aSchedule().firing(cadence)).schedule().timing().cadence());
    }
  }

  @Test
  public void everyTargetComesBack() {
    CollectionId collection = aCollection(project);
    for (ScheduleTarget target : List.of(new ScheduleTarget.AllModels(), new ScheduleTarget.Models(Set.of("model.shop.a")),
        new ScheduleTarget.WholeCollection(collection), new ScheduleTarget.PartOfCollection(collection, Set.of("a", "b")))) {
      assertEquals(target, added(aSchedule().on(target)).schedule().target());
    }
  }

  @Test
  public void theSchedulesOfAProjectComeById() {
    ScheduleRecord first = added(aSchedule());
    ScheduleRecord second = added(aSchedule().on("model.shop.a"));
    schedules().add(aSchedule().of(aProject(OURS)).fresh());

    assertEquals(List.of(first, second), schedules().all(OURS, project));
  }

  @Test
  public void anotherAccountOrProjectFindsAndChangesNothing() {
    ScheduleRecord ours = added(aSchedule());
    ProjectId other = aProject(OURS);

    assertEquals(Optional.empty(), schedules().find(ANOTHER, project, ours.id()));
    assertEquals(Optional.empty(), schedules().find(OURS, other, ours.id()));
    assertEquals(List.of(), schedules().all(ANOTHER, project));
    assertEquals(0, schedules().update(ANOTHER, changed(ours, ScheduleStatus.PAUSED, Optional.empty())));
    assertEquals(0, schedules().plan(ANOTHER, changed(ours, ScheduleStatus.PAUSED, Optional.empty())));
    assertEquals(0, schedules().delete(ANOTHER, ours.schedule()));
    assertEquals(ours, find(ours.id()));
  }

  @Test
  public void aChangeCountsTheRevisionUpAndALateOneChangesNothing() {
    ScheduleRecord first = added(aSchedule().on("model.shop.a", "model.shop.b"));
    Schedule schedule = first.schedule();
    ScheduleRecord second = new ScheduleRecord(new Schedule(first.id(), project,
        aSchedule().on("model.shop.b").firing(new Cadence.EveryHours(2, 0, 0)).definition(), ScheduleStatus.PAUSED, 12,
        schedule.revision() + 1), Optional.empty(), first.handledUntil());

    assertEquals(1, schedules().update(OURS, second));
    assertEquals(0, schedules().update(OURS, changed(first, ScheduleStatus.ACTIVE, first.nextFireAt())));
    assertEquals(second, find(first.id()));
  }

  @Test
  public void planningChangesTheTimesAlone() {
    ScheduleRecord first = added(aSchedule());
    ScheduleRecord planned = changed(first, ScheduleStatus.PAUSED, Optional.of(Instant.parse("2026-03-05T10:00:00Z")));

    assertEquals(1, schedules().plan(OURS, planned));
    assertEquals(new ScheduleRecord(first.schedule(), planned.nextFireAt(), planned.handledUntil()), find(first.id()));
  }

  @Test
  public void aDeletedOneIsGone() {
    ScheduleRecord first = added(aSchedule().on("model.shop.a"));

    assertEquals(1, schedules().delete(OURS, first.schedule()));
    assertEquals(List.of(), schedules().all(OURS, project));
    assertEquals(0, schedules().delete(OURS, first.schedule()));
  }
}
