package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlDeletedProjects}. */
final class DeletedProjectStatements {
  static final Sql REQUEST_PURGE = new Sql("deleted.requestPurge", """
      update ${admin}.dbt_projects
      set purge_requested_at = coalesce(purge_requested_at, :at)
      where id = :project and status = 'DELETED'
      """);

  static final Sql RUNS_TO_STOP = new Sql("deleted.runsToStop", """
      select id
      from ${logs}.log_dbt_project_run
      where status in ('QUEUED', 'RUNNING') and dbt_project_id = :project and cancel_requested_at is null
      order by id
      """);

  static final Sql WITH_RUNS_TO_STOP = new Sql("deleted.withRunsToStop", ProjectStatements.SELECT + """
      where p.status = 'DELETED' and p.id in (
        select dbt_project_id
        from ${logs}.log_dbt_project_run
        where status in ('QUEUED', 'RUNNING') and cancel_requested_at is null)
      order by p.id
      limit :limit
      """);

  /** A run that is carried out elsewhere is not waited for: its reporter may never come back. */
  static final Sql TO_PURGE = new Sql("deleted.toPurge", ProjectStatements.SELECT + """
      where p.status = 'DELETED' and p.purge_requested_at is not null
        and not exists (
          select 1
          from ${logs}.log_dbt_project_run
          where status in ('QUEUED', 'RUNNING') and dbt_project_id = p.id and carried_out_by = 'SERVICE')
        and not exists (
          select 1
          from ${admin}.dbt_project_refreshes
          where state = 'RUNNING' and dbt_project_id = p.id)
      order by p.purge_requested_at
      limit :limit
      """);

  static final Sql RUNS = new Sql("deleted.runs", """
      select id
      from ${logs}.log_dbt_project_run
      where account_id = (select account_id from ${admin}.dbt_projects where id = :project) and dbt_project_id = :project
      order by id
      limit :limit
      """);

  static final Sql DELETE_NODES = new Sql("deleted.deleteNodes", """
      delete from ${logs}.log_dbt_model_run
      where log_dbt_project_run_id = :run
      """);

  static final Sql DELETE_ERRORS = new Sql("deleted.deleteErrors", """
      delete from ${logs}.log_dbt_project_run_errors
      where log_dbt_project_run_id = :run
      """);

  static final Sql DELETE_RUN = new Sql("deleted.deleteRun", """
      delete from ${logs}.log_dbt_project_run
      where id = :run
      """);

  static final Sql DELETE_REFRESHES = new Sql("deleted.deleteRefreshes", """
      delete from ${admin}.dbt_project_refreshes
      where dbt_project_id = :project
      """);

  static final Sql DELETE_MODELS = new Sql("deleted.deleteModels", """
      delete from ${admin}.configured_dbt_models
      where dbt_project_id = :project
      """);

  static final Sql DELETE_MODEL_DETAILS = new Sql("deleted.deleteModelDetails", """
      delete from ${admin}.dbt_model_details
      where dbt_project_id = :project
      """);

  static final Sql DELETE_LINEAGE = new Sql("deleted.deleteLineage", """
      delete from ${admin}.dbt_lineage_nodes
      where dbt_project_id = :project
      """);

  static final Sql DELETE_HISTORY = new Sql("deleted.deleteHistory", """
      delete from ${admin}.dbt_project_change_history
      where dbt_project_id = :project
      """);

  static final Sql DELETE_SCHEDULES = new Sql("deleted.deleteSchedules", """
      delete from ${admin}.dbt_project_schedules
      where dbt_project_id = :project
      """);

  static final Sql DELETE_FIRINGS = new Sql("deleted.deleteFirings", """
      delete from ${admin}.dbt_schedule_firings
      where dbt_project_id = :project
      """);

  static final Sql DELETE_COLLECTIONS = new Sql("deleted.deleteCollections", """
      delete from ${admin}.dbt_collections
      where dbt_project_id = :project
      """);

  static final Sql DELETE_ENVIRONMENTS = new Sql("deleted.deleteEnvironments", """
      delete from ${admin}.dbt_project_environments
      where dbt_project_id = :project
      """);

  static final Sql DELETE_UPGRADES = new Sql("deleted.deleteUpgrades", """
      delete from ${admin}.dbt_environment_upgrades
      where dbt_project_id = :project
      """);

  /** Those that no project keeps to any more. */
  static final Sql DELETE_LOCKS = new Sql("deleted.deleteLocks", """
      delete from ${admin}.dbt_environment_locks
      where account_id = (select account_id from ${admin}.dbt_projects where id = :project)
        and not exists (
          select 1
          from ${admin}.dbt_project_environments e
          where e.account_id = dbt_environment_locks.account_id and e.lock_digest = dbt_environment_locks.digest)
      """);

  static final Sql DELETE_DETAILS = new Sql("deleted.deleteDetails", """
      delete from ${admin}.dbt_project_details
      where dbt_project_id = :project
      """);

  /** Of a repository that no project is built from any more. */
  static final Sql DELETE_REPOSITORIES = new Sql("deleted.deleteRepositories", """
      delete from ${admin}.dbt_repositories
      where account_id = (select account_id from ${admin}.dbt_projects where id = :project)
        and not exists (select 1 from ${admin}.dbt_project_details d where d.repository_id = dbt_repositories.id)
      """);

  static final Sql DELETE_MESSAGES = new Sql("deleted.deleteMessages", """
      delete from ${admin}.dbt_notification_deliveries
      where log_dbt_project_run_id = :run
      """);

  static final Sql DELETE_TROUBLES = new Sql("deleted.deleteTroubles", """
      delete from ${admin}.dbt_project_troubles
      where dbt_project_id = :project
      """);

  static final Sql DELETE_PROJECT = new Sql("deleted.deleteProject", """
      delete from ${admin}.dbt_projects
      where id = :project and status = 'DELETED'
      """);

  private DeletedProjectStatements() {}
}
