package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.schedules.DueSchedules;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks through the rows of {@code dbt_project_schedules}. */
public final class MySqlDueSchedules implements DueSchedules {
  private final Session session;
  private final MySqlProjects projects;

  public MySqlDueSchedules(Database database) {
    this.session = database.session();
    this.projects = new MySqlProjects(database);
  }

  @Override
  public List<OfProject> due(Instant now, int limit) {
    return session.all(DueScheduleStatements.DUE, Values.of("now", now).with("limit", limit),
        row -> new OfProject(new AccountId(row.number("account_id")), new ProjectId(row.integer("dbt_project_id"))));
  }

  @Override
  public Optional<Instant> next() {
    return session.one(DueScheduleStatements.NEXT, new Values(), row -> row.optionalInstant("next")).flatMap(next -> next);
  }

  /** The lock first, then what is behind it, as with every project. */
  @Override
  public Optional<Project> lock(OfProject project) {
    return session.one(DueScheduleStatements.LOCK, of(project), row -> row.integer("id"))
        .flatMap(_ -> projects.find(project.account(), project.project()));
  }

  @Override
  public List<OfProject> waitingFor(AccountId account, PipelineId pipeline) {
    return session.all(DueScheduleStatements.WAITING_FOR,
        Values.of("account", account.value()).with("pipeline", pipeline.value()),
        row -> new OfProject(account, new ProjectId(row.integer("dbt_project_id"))));
  }

  @Override
  public void wake(OfProject project, PipelineId pipeline, Instant at) {
    session.change(DueScheduleStatements.WAKE, of(project).with("pipeline", pipeline.value()).with("at", at));
  }

  private static Values of(OfProject project) {
    return Values.of("account", project.account().value()).with("project", project.project().value());
  }
}
