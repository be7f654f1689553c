package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlBacklogs}. None of them locks a row, and each reads what it counts from an index. */
final class BacklogStatements {
  static final Sql ACCOUNTS = new Sql("backlog.accounts", """
      select s.account_id, s.queued,
             (select timestampdiff(microsecond, min(r.queued_at), utc_timestamp(6))
              from ${logs}.log_dbt_project_run r force index (queue_of_account)
              where r.account_id = s.account_id and r.status = 'QUEUED' and r.carried_out_by = 'SERVICE' and r.waits_for_run_id is null)
               as oldest_micros
      from (select account_id, queued
            from ${logs}.dbt_account_slots
            where active = 1 and queued > 0
            order by queued desc, account_id
            limit :accounts) s
      order by s.queued desc, s.account_id
      """);

  static final Sql ALL = new Sql("backlog.all", """
      select coalesce(sum(queued), 0) as queued
      from ${logs}.dbt_account_slots
      where active = 1
      """);

  /** Of other accounts, of which it looks at 2,000: those whose turn comes next. */
  static final Sql OLDEST_OF_OTHERS = new Sql("backlog.oldestOfOthers", """
      select max(each_one.oldest) as oldest_micros
      from (select (select timestampdiff(microsecond, min(r.queued_at), utc_timestamp(6))
                    from ${logs}.log_dbt_project_run r force index (queue_of_account)
                    where r.account_id = s.account_id and r.status = 'QUEUED' and r.carried_out_by = 'SERVICE'
                      and r.waits_for_run_id is null) as oldest
            from (select account_id
                  from ${logs}.dbt_account_slots
                  where active = 1 and queued > 0 and account_id not in (:accounts)
                  order by vtime
                  limit 2000) s) each_one
      """);

  static final Sql COPIES = new Sql("backlog.copies", """
      select lease_owner, count(*) as runs
      from ${logs}.log_dbt_project_run force index (expired_leases)
      where status = 'RUNNING' and carried_out_by = 'SERVICE' and lease_owner is not null
      group by lease_owner
      order by runs desc, lease_owner
      limit :copies
      """);

  static final Sql NOTIFICATIONS = new Sql("backlog.notifications", """
      select count(*) as waiting, timestampdiff(microsecond, min(written_at), utc_timestamp(6)) as oldest_micros
      from ${admin}.dbt_notification_deliveries
      where state = 'WAITING'
      """);

  private BacklogStatements() {}
}
