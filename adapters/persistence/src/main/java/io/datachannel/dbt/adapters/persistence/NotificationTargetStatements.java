package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlNotificationTargets}. */
final class NotificationTargetStatements {
  static final Sql ADD = new Sql("targets.add", """
      insert into ${admin}.dbt_notification_targets (account_id, name, kind, address, all_projects, enabled)
      values (:account, :name, :kind, :address, :all_projects, :enabled)
      """);

  static final Sql SEAL = new Sql("targets.seal", """
      update ${admin}.dbt_notification_targets
      set sealed_secret = :sealed
      where id = :id and account_id = :account
      """);

  private static final String SELECT = """
      select id, account_id, name, kind, address, sealed_secret, all_projects, enabled, revision
      from ${admin}.dbt_notification_targets
      where account_id = :account
      """;

  static final Sql FIND = new Sql("targets.find", SELECT + """
        and id = :id
      """);

  static final Sql LOCK = new Sql("targets.lock", FIND.text() + """
      for update
      """);

  static final Sql LIST = new Sql("targets.list", SELECT + """
        and id > :after
      order by id
      limit :limit
      """);

  static final Sql COUNT = new Sql("targets.count", """
      select count(*) as number
      from ${admin}.dbt_notification_targets
      where account_id = :account
      """);

  /** Another address or secret may mend what failed: then it is asked again at once. */
  static final Sql UPDATE = new Sql("targets.update", """
      update ${admin}.dbt_notification_targets
      set name = :name, kind = :kind, address = :address, sealed_secret = :sealed, all_projects = :all_projects, enabled = :enabled,
        quiet_until = utc_timestamp(6), failures = 0, revision = :revision
      where id = :id and account_id = :account and revision = :revision - 1
      """);

  /** Also what was written while it was off: by a run whose end was under way when it was switched. */
  static final Sql GIVE_UP = new Sql("targets.giveUp", """
      update ${admin}.dbt_notification_deliveries
      set state = 'FAILED', last_answer = 'The target was switched off.'
      where dbt_notification_target_id = :target and state = 'WAITING'
      """);

  static final Sql DUE_AGAIN = new Sql("targets.dueAgain", """
      update ${admin}.dbt_notification_deliveries
      set due_at = utc_timestamp(6)
      where dbt_notification_target_id = :target and state = 'WAITING'
      """);

  static final Sql PROJECTS = new Sql("targets.projects", """
      select dbt_notification_target_id, dbt_project_id
      from ${admin}.dbt_notification_target_projects
      where dbt_notification_target_id in (:targets)
      """);

  static final Sql ADD_PROJECTS = new Sql("targets.addProjects", """
      insert into ${admin}.dbt_notification_target_projects (dbt_notification_target_id, dbt_project_id)
      values (:target, :project)
      """);

  static final Sql CLEAR_PROJECTS = new Sql("targets.clearProjects", """
      delete from ${admin}.dbt_notification_target_projects
      where dbt_notification_target_id = :target
      """);

  static final Sql DELETE = new Sql("targets.delete", """
      delete from ${admin}.dbt_notification_targets
      where id = :id and account_id = :account
      """);

  static final Sql DELETE_MESSAGES = new Sql("targets.deleteMessages", """
      delete from ${admin}.dbt_notification_deliveries
      where dbt_notification_target_id = :id and account_id = :account
      """);

  private NotificationTargetStatements() {}
}
