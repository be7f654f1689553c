package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlRunQueue}. */
final class RunQueueStatements {
  static final Sql LOCK_NEXT = new Sql("queue.lockNext", RunStatements.SELECT + """
      where status = 'QUEUED' and carried_out_by = 'SERVICE'
      order by queued_at, id
      limit 1
      for update skip locked
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

  private RunQueueStatements() {}
}
