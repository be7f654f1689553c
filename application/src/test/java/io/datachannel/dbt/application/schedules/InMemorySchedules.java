package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Schedules in a map; asks the projects whose they are. */
public final class InMemorySchedules implements Schedules {
  private final Projects projects;
  private final TreeMap<Integer, ScheduleRecord> rows = new TreeMap<>();
  private int lastId;

  public InMemorySchedules(Projects projects) {
    this.projects = projects;
  }

  @Override
  public synchronized ScheduleId add(ScheduleRecord added) {
    Schedule schedule = added.schedule();
    ScheduleId id = new ScheduleId(++lastId);
    rows.put(id.value(), new ScheduleRecord(new Schedule(id, schedule.project(), schedule.definition(), schedule.status(),
        schedule.setOrder(), 1), added.nextFireAt(), added.handledUntil()));
    return id;
  }

  @Override
  public synchronized Optional<ScheduleRecord> find(AccountId account, ProjectId project, ScheduleId id) {
    return all(account, project).stream().filter(row -> row.id().equals(id)).findFirst();
  }

  @Override
  public synchronized List<ScheduleRecord> all(AccountId account, ProjectId project) {
    return projects.find(account, project).isEmpty() ? List.of()
        : rows.values().stream().filter(row -> row.schedule().project().equals(project)).toList();
  }

  @Override
  public synchronized int update(AccountId account, ScheduleRecord next) {
    Optional<ScheduleRecord> before = find(account, next.schedule().project(), next.id())
        .filter(row -> row.schedule().revision() == next.schedule().revision() - 1);
    before.ifPresent(row -> rows.put(row.id().value(), next));
    return before.isPresent() ? 1 : 0;
  }

  @Override
  public synchronized int plan(AccountId account, ScheduleRecord next) {
    Optional<ScheduleRecord> before = find(account, next.schedule().project(), next.id());
    before.ifPresent(_ -> plan(next));
    return before.isPresent() ? 1 : 0;
  }

  /** Of whatever account. */
  synchronized void plan(ScheduleRecord next) {
    rows.computeIfPresent(next.id().value(), (_, row) -> new ScheduleRecord(row.schedule(), next.nextFireAt(), next.handledUntil()));
  }

  @Override
  public synchronized int delete(AccountId account, Schedule schedule) {
    Optional<ScheduleRecord> found = find(account, schedule.project(), schedule.id());
    found.ifPresent(row -> rows.remove(row.id().value()));
    return found.isPresent() ? 1 : 0;
  }

  /** Every one, for the fakes that look through all projects. */
  synchronized List<ScheduleRecord> everywhere() {
    return List.copyOf(rows.values());
  }
}
