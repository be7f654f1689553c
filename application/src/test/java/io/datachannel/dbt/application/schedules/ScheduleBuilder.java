package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduleStatus;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.schedule.Timing;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/** An active schedule on all models of project 1, each day at 10:00 UTC, set first; say what differs. */
public final class ScheduleBuilder {
  private ScheduleTarget target = new ScheduleTarget.AllModels();
  private Timing timing = Timing.of(new Cadence.Daily(LocalTime.of(10, 0)));
  private ScheduledWork work = ScheduledWork.STANDARD;
  private ProjectId project = new ProjectId(1);
  private ScheduleStatus status = ScheduleStatus.ACTIVE;
  private long setOrder = 1;
  private Optional<Instant> nextFireAt = Optional.of(Instant.parse("2026-03-02T10:00:00Z"));
  private Instant handledUntil = Instant.parse("2026-03-01T12:00:00Z");

  private ScheduleBuilder() {}

  public static ScheduleBuilder aSchedule() {
    return new ScheduleBuilder();
  }

  public ScheduleBuilder of(ProjectId id) {
    project = id;
    return this;
  }

  public ScheduleBuilder on(String... models) {
    target = new ScheduleTarget.Models(Set.of(models));
    return this;
  }

  public ScheduleBuilder on(CollectionId collection) {
    target = new ScheduleTarget.WholeCollection(collection);
    return this;
  }

  public ScheduleBuilder on(ScheduleTarget what) {
    target = what;
    return this;
  }

  public ScheduleBuilder firing(Cadence cadence) {
    timing = Timing.of(cadence);
    return this;
  }

  public ScheduleBuilder at(Timing when) {
    timing = when;
    return this;
  }

  public ScheduleBuilder doing(ScheduledWork what) {
    work = what;
    return this;
  }

  public ScheduleBuilder paused() {
    status = ScheduleStatus.PAUSED;
    nextFireAt = Optional.empty();
    return this;
  }

  public ScheduleBuilder setAs(long order) {
    setOrder = order;
    return this;
  }

  public ScheduleBuilder due(Instant at) {
    nextFireAt = Optional.of(at);
    return this;
  }

  public ScheduleBuilder handledUntil(Instant at) {
    handledUntil = at;
    return this;
  }

  public ScheduleDefinition definition() {
    return new ScheduleDefinition(target, timing, work);
  }

  /** As it is before it has an id. */
  public ScheduleRecord fresh() {
    return new ScheduleRecord(new Schedule(new ScheduleId(0), project, definition(), status, setOrder, 1), nextFireAt, handledUntil);
  }
}
