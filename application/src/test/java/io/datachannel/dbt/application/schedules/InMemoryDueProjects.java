package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the other fakes hold. Projects that a test says are held cannot be locked. */
public final class InMemoryDueProjects implements DueProjects {
  private final InMemoryDueSchedules due;
  private final ReadSchedules read;
  private final InMemorySchedules schedules;
  private final InMemoryFiringLog firings;

  public InMemoryDueProjects(InMemoryDueSchedules due, ReadSchedules read, InMemorySchedules schedules, InMemoryFiringLog firings) {
    this.due = due;
    this.read = read;
    this.schedules = schedules;
    this.firings = firings;
  }

  @Override
  public List<DueProject> lock(List<DueSchedules.OfProject> projects) {
    return projects.stream().map(due::lock).flatMap(Optional::stream)
        .sorted(Comparator.comparing(project -> project.id().value())).map(this::read).toList();
  }

  private DueProject read(Project project) {
    ProjectSchedules state = read.of(project);
    Map<ScheduleId, Instant> last = new HashMap<>();
    firings.all().stream().filter(firing -> state.find(firing.schedule()).isPresent())
        .forEach(firing -> last.merge(firing.schedule(), firing.plannedAt(), (one, other) -> one.isAfter(other) ? one : other));
    return new DueProject(state, firings.waiting(project.account(), project.id()), last);
  }

  @Override
  public void keep(List<FiringRecord> added, List<ScheduleRecord> plans) {
    added.forEach(firing -> firings.add(firing).orElseThrow(() ->
        new PortFailure(FailureCode.INTERNAL_ERROR, "dealt with before", new IllegalStateException())));
    plans.forEach(schedules::plan);
  }
}
