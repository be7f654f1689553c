package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The deleted ones among the projects of a fake; it knows of no refreshes. */
public final class InMemoryDeletedProjects implements DeletedProjects {
  private final InMemoryProjects projects;
  private final InMemoryRuns runs;
  private final Set<ProjectId> purges = new LinkedHashSet<>();

  public InMemoryDeletedProjects(InMemoryProjects projects, InMemoryRuns runs) {
    this.projects = projects;
    this.runs = runs;
  }

  @Override
  public synchronized void requestPurge(ProjectId project, Instant at) {
    purges.add(project);
  }

  @Override
  public List<RunId> runsToStop(ProjectId project) {
    return runs.of(project).stream()
        .filter(run -> run.state() instanceof RunState.Queued || run.state() instanceof RunState.Running).map(Run::id).toList();
  }

  @Override
  public List<Project> withRunsToStop(int limit) {
    return deleted().filter(project -> !runsToStop(project.id()).isEmpty()).limit(limit).toList();
  }

  @Override
  public synchronized List<Project> toPurge(int limit) {
    return deleted().filter(project -> purges.contains(project.id()))
        .filter(project -> runs.of(project.id()).stream().allMatch(run -> run.state() instanceof RunState.Final))
        .limit(limit).toList();
  }

  @Override
  public List<RunId> runs(ProjectId project, int limit) {
    return runs.of(project).stream().map(Run::id).limit(limit).toList();
  }

  @Override
  public void deleteRuns(List<RunId> ids) {
    runs.delete(ids);
  }

  @Override
  public void delete(ProjectId project) {
    projects.remove(project);
  }

  private Stream<Project> deleted() {
    return projects.all().stream().filter(project -> project.status() == ProjectStatus.DELETED);
  }
}
