package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.util.List;
import java.util.Optional;

/** The schedules of projects; rows of {@code dbt_project_schedules}. Whoever changes one holds the lock of its project. */
public interface Schedules {
  /** Adds a schedule under an id that no other ever had; the one it carries is not looked at. */
  ScheduleId add(ScheduleRecord schedule);

  Optional<ScheduleRecord> find(AccountId account, ProjectId project, ScheduleId id);

  /** All of the project, by id, ascending; empty for another account's. */
  List<ScheduleRecord> all(AccountId account, ProjectId project);

  /**
   * Writes the next revision of a schedule, and when it fires.
   *
   * @return the rows changed: 0 when the revision before it is not the newest any more
   */
  int update(AccountId account, ScheduleRecord next);

  /** Writes when it fires, and nothing else. @return the rows changed */
  int plan(AccountId account, ScheduleRecord next);

  /** @return the rows deleted */
  int delete(AccountId account, Schedule schedule);
}
