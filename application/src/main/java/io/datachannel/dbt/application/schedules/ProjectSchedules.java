package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.schedule.Governance;
import io.datachannel.dbt.domain.schedule.ProjectModels;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.util.List;
import java.util.Optional;

/** The schedules of a project with all that decides about them. @param rows by id */
public record ProjectSchedules(Project project, List<ScheduleRecord> rows, ProjectModels models) {
  public List<Schedule> schedules() {
    return rows.stream().map(ScheduleRecord::schedule).toList();
  }

  public Governance governance() {
    return Governance.of(schedules(), models);
  }

  public Optional<ScheduleRecord> find(ScheduleId id) {
    return rows.stream().filter(row -> row.id().equals(id)).findFirst();
  }
}
