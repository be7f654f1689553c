package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks through the schedules of a fake. Projects that a test says are held cannot be locked. */
public final class InMemoryDueSchedules implements DueSchedules {
  private final InMemoryProjects projects;
  private final InMemorySchedules schedules;
  private final Set<ProjectId> held = new HashSet<>();

  public InMemoryDueSchedules(InMemoryProjects projects, InMemorySchedules schedules) {
    this.projects = projects;
    this.schedules = schedules;
  }

  /** As if another copy of the service were at it. */
  public void hold(ProjectId project) {
    held.add(project);
  }

  public void release(ProjectId project) {
    held.remove(project);
  }

  @Override
  public List<OfProject> due(Instant now, int limit) {
    return schedules.everywhere().stream().filter(row -> row.nextFireAt().filter(at -> !at.isAfter(now)).isPresent())
        .sorted(Comparator.comparing(row -> row.nextFireAt().orElseThrow()))
        .flatMap(row -> ofProject(row.schedule().project())).distinct().limit(limit).toList();
  }

  @Override
  public Optional<Instant> next() {
    return schedules.everywhere().stream().flatMap(row -> row.nextFireAt().stream()).min(Comparator.naturalOrder());
  }

  @Override
  public Optional<Project> lock(OfProject project) {
    return held.contains(project.project()) ? Optional.empty() : projects.find(project.account(), project.project());
  }

  @Override
  public List<OfProject> waitingFor(AccountId account, PipelineId pipeline) {
    return waiting(pipeline).map(row -> row.schedule().project()).distinct().flatMap(this::ofProject)
        .filter(project -> project.account().equals(account)).sorted(Comparator.comparing(project -> project.project().value())).toList();
  }

  @Override
  public void wake(OfProject project, PipelineId pipeline, Instant at) {
    waiting(pipeline).filter(row -> row.schedule().project().equals(project.project())).forEach(row ->
        schedules.plan(project.account(), new ScheduleRecord(row.schedule(), Optional.of(at), row.handledUntil())));
  }

  private Stream<ScheduleRecord> waiting(PipelineId pipeline) {
    return schedules.everywhere().stream().filter(row -> !row.schedule().isPaused())
        .filter(row -> row.schedule().timing().cadence() instanceof AfterPipelines after && after.pipelines().contains(pipeline))
        .filter(row -> projects.everywhere().stream()
            .anyMatch(one -> one.id().equals(row.schedule().project()) && one.status() == ProjectStatus.ACTIVE));
  }

  private Stream<OfProject> ofProject(ProjectId id) {
    return projects.everywhere().stream().filter(one -> one.id().equals(id)).map(one -> new OfProject(one.account(), id));
  }
}
