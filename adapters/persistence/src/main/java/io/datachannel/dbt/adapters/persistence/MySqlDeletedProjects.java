package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.projects.DeletedProjects;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Instant;
import java.util.List;

/** The rows of deleted projects, in both schemas. */
public final class MySqlDeletedProjects implements DeletedProjects {
  private final Session session;

  public MySqlDeletedProjects(Database database) {
    this.session = database.session();
  }

  @Override
  public void requestPurge(ProjectId project, Instant at) {
    session.change(DeletedProjectStatements.REQUEST_PURGE, Values.of("project", project.value()).with("at", at));
  }

  @Override
  public List<RunId> runsToStop(ProjectId project) {
    return session.all(DeletedProjectStatements.RUNS_TO_STOP, Values.of("project", project.value()), MySqlDeletedProjects::run);
  }

  @Override
  public List<Project> withRunsToStop(int limit) {
    return session.all(DeletedProjectStatements.WITH_RUNS_TO_STOP, Values.of("limit", limit), MySqlProjects::read);
  }

  @Override
  public List<Project> toPurge(int limit) {
    return session.all(DeletedProjectStatements.TO_PURGE, Values.of("limit", limit), MySqlProjects::read);
  }

  @Override
  public List<RunId> runs(ProjectId project, int limit) {
    return session.all(DeletedProjectStatements.RUNS,
        Values.of("project", project.value()).with("limit", limit), MySqlDeletedProjects::run);
  }

  @Override
  public void deleteRuns(List<RunId> runs) {
    session.inTransaction(() -> {
      for (RunId run : runs) {
        Values values = Values.of("run", run.value());
        session.change(DeletedProjectStatements.DELETE_NODES, values);
        session.change(DeletedProjectStatements.DELETE_ERRORS, values);
        session.change(DeletedProjectStatements.DELETE_MESSAGES, values);
        session.change(DeletedProjectStatements.DELETE_RUN, values);
      }
      return runs.size();
    });
  }

  @Override
  public void delete(ProjectId project) {
    Values values = Values.of("project", project.value());
    session.inTransaction(() -> {
      List.of(DeletedProjectStatements.DELETE_REFRESHES, DeletedProjectStatements.DELETE_MODELS,
              DeletedProjectStatements.DELETE_MODEL_DETAILS, DeletedProjectStatements.DELETE_LINEAGE,
              DeletedProjectStatements.DELETE_HISTORY, DeletedProjectStatements.DELETE_SCHEDULES,
              DeletedProjectStatements.DELETE_FIRINGS, DeletedProjectStatements.DELETE_COLLECTIONS,
              DeletedProjectStatements.DELETE_ENVIRONMENTS, DeletedProjectStatements.DELETE_UPGRADES, DeletedProjectStatements.DELETE_LOCKS,
              DeletedProjectStatements.DELETE_TROUBLES, DeletedProjectStatements.DELETE_DETAILS, DeletedProjectStatements.DELETE_REPOSITORIES)
          .forEach(sql -> session.change(sql, values));
      return session.change(DeletedProjectStatements.DELETE_PROJECT, values);
    });
  }

  private static RunId run(Row row) {
    return new RunId(row.integer("id"));
  }
}
