package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlRunQueue}. */
final class RunQueueStatements {
  /** Whose slots are locked. */
  static final Sql NEXT = new Sql("queue.next", """
      select (select r.id
              from ${logs}.log_dbt_project_run r force index (queue_of_account)
              where r.account_id = s.account_id and r.status = 'QUEUED' and r.carried_out_by = 'SERVICE' and r.waits_for_run_id is null
              order by r.priority, r.queued_at, r.id
              limit 1) as next_run, s.account_id
      from ${logs}.dbt_account_slots s
      where s.account_id in (:accounts)
      """);

  /** The slots of the accounts are locked, so no one else can have locked one of their queued runs. */
  static final Sql LOCK = new Sql("queue.lock", RunStatements.SELECT + """
      where id in (:runs)
      for update
      """);

  static final Sql LEASE = new Sql("queue.lease", """
      update ${logs}.log_dbt_project_run
      set lease_until = utc_timestamp(6) + interval :micros microsecond
      where id = :run and status = 'RUNNING' and lease_owner = :owner and fencing_number = :fencing_number
      """);

  static final Sql CANCEL_REQUESTED = new Sql("queue.cancelRequested", """
      select id
      from ${logs}.log_dbt_project_run
      where id = :run and status = 'RUNNING' and cancel_requested_at is not null
      """);

  /** A running run without a lease was claimed by a copy that died in between. NULL sorts first. */
  static final Sql EXPIRED = new Sql("queue.expired", """
      select id
      from ${logs}.log_dbt_project_run
      where status = 'RUNNING' and carried_out_by = 'SERVICE' and (lease_until is null or lease_until < utc_timestamp(6))
      order by lease_until, id
      limit :limit
      """);

  static final Sql LOSS = new Sql("queue.loss", """
      select after_loss, times_lost, queued_at
      from ${logs}.log_dbt_project_run
      where id = :run and status = 'RUNNING' and carried_out_by = 'SERVICE' and (lease_until is null or lease_until < utc_timestamp(6))
      """);

  static final Sql BLOCK = new Sql("queue.block", """
      update ${logs}.log_dbt_project_run
      set waits_for_run_id = :waits_for, waits_for_relation = :relation
      where id = :run and status = 'QUEUED' and carried_out_by = 'SERVICE'
      """);

  static final Sql WAITING = new Sql("queue.waiting", """
      select id, account_id, priority, waits_for_run_id
      from ${logs}.log_dbt_project_run
      where waits_for_run_id = :run
      order by account_id, id
      """);

  static final Sql RELEASE = new Sql("queue.release", """
      update ${logs}.log_dbt_project_run
      set waits_for_run_id = null, waits_for_relation = null
      where id = :id and waits_for_run_id = :run and status = 'QUEUED'
      """);

  private RunQueueStatements() {}
}
