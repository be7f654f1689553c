package io.datachannel.dbt.application.activity;

import io.datachannel.dbt.application.activity.ProjectActivity.LastRefresh;
import io.datachannel.dbt.application.activity.ProjectActivity.LastRun;
import io.datachannel.dbt.application.activity.ProjectActivity.NextFiring;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.refresh.InMemoryRefreshes;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.application.schedules.Schedules;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What goes on by the other fakes. */
public final class InMemoryProjectActivities implements ProjectActivities {
  private final Projects projects;
  private final InMemoryRuns runs;
  private final Schedules schedules;
  private final ModelCatalog models;
  private final InMemoryRefreshes refreshes;

  public InMemoryProjectActivities(Projects projects, InMemoryRuns runs, Schedules schedules, ModelCatalog models,
      InMemoryRefreshes refreshes) {
    this.projects = projects;
    this.runs = runs;
    this.schedules = schedules;
    this.models = models;
    this.refreshes = refreshes;
  }

  @Override
  public List<ProjectActivity> of(AccountId account, List<ProjectId> asked) {
    return asked.stream().filter(id -> projects.find(account, id).isPresent()).map(id -> activity(account, id)).toList();
  }

  private ProjectActivity activity(AccountId account, ProjectId id) {
    Optional<Refresh> kept = refreshes.lastKept(account, id);
    int listed = (int) models.list(account, id).stream().filter(model -> model.resourceType() == ResourceType.MODEL).count();
    return new ProjectActivity(id,
        runs.list(account, RunFilter.ALL.of(id), new Page(0, ProjectActivity.MOST_RUNS)).stream().map(InMemoryProjectActivities::told).toList(),
        nextFiring(schedules.all(account, id)),
        (int) runs.of(id).stream().filter(run -> !run.state().status().isFinal()).count(),
        kept.isEmpty() && listed == 0 ? Optional.empty() : Optional.of(listed),
        kept.flatMap(Refresh::commit),
        refreshes.last(account, id).map(last -> new LastRefresh(
            last.id(), last.state(), last.failure().map(Failure::code), last.finishedAt().orElse(last.requestedAt()))));
  }

  private static LastRun told(RunRecord row) {
    return new LastRun(row.run().id(), row.run().state().status(), row.run().order().type(), row.run().order().command(), row.queuedAt(),
        row.startedAt(), row.finishedAt(), row.commit(), row.tally().map(NodeTally::failed));
  }

  private static Optional<NextFiring> nextFiring(List<ScheduleRecord> all) {
    long whole = all.stream().filter(row -> row.schedule().target() instanceof ScheduleTarget.AllModels)
        .mapToLong(row -> row.schedule().setOrder()).max().orElse(0);
    return all.stream().filter(row -> row.schedule().setOrder() >= whole && row.nextFireAt().isPresent())
        .map(row -> new NextFiring(row.id(), row.nextFireAt().orElseThrow())).min(Comparator.comparing(NextFiring::at));
  }
}
