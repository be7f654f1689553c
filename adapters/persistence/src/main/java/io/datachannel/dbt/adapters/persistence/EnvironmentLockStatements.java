package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlEnvironmentLocks} and {@link MySqlEnvironmentUpgrades}. */
final class EnvironmentLockStatements {
  /** One row in any case. */
  static final Sql CHOOSE = new Sql("locks.choose", """
      select
        (select lock_digest from ${admin}.dbt_project_environments
         where dbt_project_id = :project and account_id = :account and fingerprint = :fingerprint
         order by used_since desc, id desc limit 1) as own_lock,
        (select lock_digest from ${admin}.dbt_project_environments
         where account_id = :account and fingerprint = :fingerprint
         order by used_since desc, id desc limit 1) as shared_lock,
        (select requested_at from ${admin}.dbt_environment_upgrades
         where dbt_project_id = :project and ended_at is null) as upgrade_requested_at
      """);

  static final Sql FIND = new Sql("locks.find", """
      select python_version, packages
      from ${admin}.dbt_environment_locks
      where account_id = :account and digest = :digest
      """);

  static final Sql RESOLVED = new Sql("locks.resolved", """
      select python_version, packages, requirements
      from ${admin}.dbt_environment_locks
      where account_id = :account and digest = :digest
      """);

  static final Sql KEEP = new Sql("locks.keep", """
      insert ignore into ${admin}.dbt_environment_locks (account_id, digest, python_version, packages, requirements)
      values (:account, :digest, :python, :packages, :requirements)
      """);

  static final Sql USE = new Sql("locks.use", """
      insert into ${admin}.dbt_project_environments (account_id, dbt_project_id, fingerprint, kind, lock_digest, used_since)
      values (:account, :project, :fingerprint, :kind, :digest, :used_since)
      on duplicate key update used_since = values(used_since), kind = values(kind)
      """);

  private static final String USED = """
      select fingerprint, lock_digest, used_since
      from ${admin}.dbt_project_environments
      where account_id = :account and dbt_project_id = :project
      """;

  static final Sql LAST_GOOD = new Sql("locks.lastGood", USED + """
        and kind = :kind
      order by used_since desc, id desc
      limit 10
      """);

  static final Sql LATEST = new Sql("locks.latest", USED + """
      order by used_since desc, id desc
      limit 1
      """);

  static final Sql REQUEST_UPGRADE = new Sql("upgrades.request", """
      insert into ${admin}.dbt_environment_upgrades (dbt_project_id, requested_at)
      values (:project, :at)
      on duplicate key update requested_at = values(requested_at), ended_at = null, failure_code = null, failure_message = null
      """);

  static final Sql END_UPGRADE = new Sql("upgrades.end", """
      update ${admin}.dbt_environment_upgrades
      set ended_at = :at, failure_code = :code, failure_message = :message
      where dbt_project_id = :project and requested_at = :requested_at
      """);

  static final Sql FIND_UPGRADE = new Sql("upgrades.find", """
      select u.requested_at, u.ended_at, u.failure_code, u.failure_message
      from ${admin}.dbt_environment_upgrades u
      join ${admin}.dbt_projects p on p.id = u.dbt_project_id
      where p.id = :project and p.account_id = :account
      """);

  private EnvironmentLockStatements() {}
}
