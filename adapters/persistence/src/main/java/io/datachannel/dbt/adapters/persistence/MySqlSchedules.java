package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.schedules.CronReader;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.application.schedules.Schedules;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.util.List;
import java.util.Optional;

/** The rows of {@code dbt_project_schedules}, each with its models and pipelines. */
public final class MySqlSchedules implements Schedules {
  private final Session session;
  private final CronReader cron;

  public MySqlSchedules(Database database, CronReader cron) {
    this.session = database.session();
    this.cron = cron;
  }

  @Override
  public ScheduleId add(ScheduleRecord schedule) {
    return session.inTransaction(() -> {
      int id = Math.toIntExact(session.add(ScheduleStatements.ADD, ScheduleRows.of(schedule)));
      addParts(id, schedule.schedule());
      return new ScheduleId(id);
    });
  }

  @Override
  public Optional<ScheduleRecord> find(AccountId account, ProjectId project, ScheduleId id) {
    return session.one(ScheduleStatements.FIND, of(account, project).with("id", id.value()), row -> ScheduleRows.read(row, cron));
  }

  @Override
  public List<ScheduleRecord> all(AccountId account, ProjectId project) {
    return session.all(ScheduleStatements.ALL, of(account, project), row -> ScheduleRows.read(row, cron));
  }

  @Override
  public int update(AccountId account, ScheduleRecord next) {
    Schedule schedule = next.schedule();
    return session.inTransaction(() -> {
      int rows = session.change(ScheduleStatements.UPDATE, ScheduleRows.of(next)
          .with("id", schedule.id().value()).with("account", account.value()).with("revision", schedule.revision()));
      if (rows == 1) {
        Values values = Values.of("schedule", schedule.id().value());
        session.change(ScheduleStatements.CLEAR_MODELS, values);
        session.change(ScheduleStatements.CLEAR_PIPELINES, values);
        addParts(schedule.id().value(), schedule);
      }
      return rows;
    });
  }

  @Override
  public int plan(AccountId account, ScheduleRecord next) {
    return session.change(ScheduleStatements.PLAN, of(account, next.schedule().project()).with("id", next.id().value())
        .with("next_fire_at", next.nextFireAt()).with("handled_until", next.handledUntil()));
  }

  @Override
  public int delete(AccountId account, Schedule schedule) {
    return session.change(ScheduleStatements.DELETE, of(account, schedule.project()).with("id", schedule.id().value()));
  }

  private void addParts(int id, Schedule schedule) {
    session.addAll(ScheduleStatements.ADD_MODELS, ScheduleRows.models(schedule.target()).stream()
        .map(model -> Values.of("schedule", id).with("unique_id", model)).toList());
    session.addAll(ScheduleStatements.ADD_PIPELINES, ScheduleRows.pipelines(schedule.timing().cadence()).stream()
        .map(pipeline -> Values.of("schedule", id).with("pipeline", pipeline.value())).toList());
  }

  private static Values of(AccountId account, ProjectId project) {
    return Values.of("account", account.value()).with("project", project.value());
  }
}
