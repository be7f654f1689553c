package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlOutbox} and {@link MySqlProjectTroubles}. */
final class OutboxStatements {
  /** Reads the targets without locking them. */
  static final Sql WRITE = new Sql("outbox.write", """
      insert ignore into ${admin}.dbt_notification_deliveries
        (account_id, dbt_notification_target_id, dbt_project_id, log_dbt_project_run_id, event, state, written_at, due_at)
      select t.account_id, t.id, :project, :run, :event, 'WAITING', utc_timestamp(6), utc_timestamp(6)
      from ${admin}.dbt_notification_targets t
      where t.account_id = :account and t.enabled
        and (t.all_projects or exists (
          select 1
          from ${admin}.dbt_notification_target_projects p
          where p.dbt_notification_target_id = t.id and p.dbt_project_id = :project))
      """);

  /** One look into the index for each target, however many of its messages wait. */
  static final Sql DUE = new Sql("outbox.due", """
      select t.id
      from (
        select dbt_notification_target_id, min(due_at) as first_due_at
        from ${admin}.dbt_notification_deliveries
        where state = 'WAITING'
        group by dbt_notification_target_id) d
      join ${admin}.dbt_notification_targets t on t.id = d.dbt_notification_target_id
      where d.first_due_at <= utc_timestamp(6) and t.enabled and t.quiet_until <= utc_timestamp(6) and t.leased_until <= utc_timestamp(6)
      order by d.first_due_at
      limit :limit
      """);

  static final Sql LOCK = new Sql("outbox.lock", """
      select id, account_id, fencing_number, failures
      from ${admin}.dbt_notification_targets
      where id in (:targets) and enabled and quiet_until <= utc_timestamp(6) and leased_until <= utc_timestamp(6)
      order by leased_until, id
      limit :most
      for update skip locked
      """);

  static final Sql LEASE = new Sql("outbox.lease", """
      update ${admin}.dbt_notification_targets
      set leased_until = utc_timestamp(6) + interval :micros microsecond, fencing_number = fencing_number + 1
      where id in (:targets)
      """);

  /**
   * That all is well again comes behind what waits from before of the same project, and in front of what was written later, unless that would
   * have to wait for one that was not taken.
   */
  static final Sql MESSAGES = new Sql("outbox.messages", """
      select d.id, d.dbt_project_id, d.log_dbt_project_run_id, d.event, d.attempts,
        timestampdiff(microsecond, d.written_at, utc_timestamp(6)) as age_micros
      from ${admin}.dbt_notification_deliveries d
      join (
        select dbt_project_id, min(id) as id, min(case when event = 'RUN_RECOVERED' then id end) as recovered_id
        from ${admin}.dbt_notification_deliveries
        where state = 'WAITING' and dbt_notification_target_id = :target
        group by dbt_project_id) o on o.dbt_project_id = d.dbt_project_id
      join ${admin}.dbt_notification_deliveries oldest on oldest.id = o.id
      where d.state = 'WAITING' and d.dbt_notification_target_id = :target and d.due_at <= utc_timestamp(6)
        and (d.id = o.id or d.event <> 'RUN_RECOVERED'
          and (o.recovered_id is null or d.id < o.recovered_id or oldest.due_at > utc_timestamp(6)))
      order by d.attempts, d.id
      limit :limit
      """);

  /** Else a target of which nothing else is due would take the place of others at each look. */
  static final Sql PUT_OFF = new Sql("outbox.putOff", """
      update ${admin}.dbt_notification_deliveries
      set due_at = utc_timestamp(6) + interval 1 minute
      where state = 'WAITING' and dbt_notification_target_id in (:targets) and due_at <= utc_timestamp(6) and event = 'RUN_RECOVERED'
      """);

  private static final String FENCED = """
        and exists (select 1 from ${admin}.dbt_notification_targets t where t.id = :target and t.fencing_number = :fence)
      """;

  static final Sql SENT = new Sql("outbox.sent", """
      update ${admin}.dbt_notification_deliveries
      set state = 'SENT', attempts = attempts + 1, tried_at = utc_timestamp(6), last_answer = :answer
      where id = :id and state = 'WAITING'
      """ + FENCED);

  static final Sql AGAIN = new Sql("outbox.again", """
      update ${admin}.dbt_notification_deliveries
      set attempts = attempts + 1, tried_at = utc_timestamp(6), last_answer = :answer,
        due_at = utc_timestamp(6) + interval :micros microsecond
      where id = :id and state = 'WAITING'
      """ + FENCED);

  static final Sql GIVEN_UP = new Sql("outbox.givenUp", """
      update ${admin}.dbt_notification_deliveries
      set state = 'FAILED', attempts = attempts + 1, tried_at = utc_timestamp(6), last_answer = :answer
      where id = :id and state = 'WAITING'
      """ + FENCED);

  static final Sql WORKS = new Sql("outbox.works", """
      update ${admin}.dbt_notification_targets
      set failures = 0
      where id = :target and fencing_number = :fence
      """);

  static final Sql QUIET = new Sql("outbox.quiet", """
      update ${admin}.dbt_notification_targets
      set failures = failures + 1, quiet_until = utc_timestamp(6) + interval :micros microsecond
      where id = :target and fencing_number = :fence
      """);

  static final Sql RELEASE = new Sql("outbox.release", """
      update ${admin}.dbt_notification_targets
      set leased_until = utc_timestamp(6)
      where id = :target and fencing_number = :fence
      """);

  static final Sql GIVE_UP_OLD = new Sql("outbox.giveUpOld", """
      update ${admin}.dbt_notification_deliveries
      set state = 'FAILED', last_answer = coalesce(last_answer, 'It waited for a day and was never sent.')
      where state = 'WAITING' and written_at < utc_timestamp(6) - interval :micros microsecond
      """);

  static final Sql FORGET = new Sql("outbox.forget", """
      delete from ${admin}.dbt_notification_deliveries
      where written_at < utc_timestamp(6) - interval :micros microsecond
      limit 1000
      """);

  static final Sql LIST = new Sql("outbox.list", """
      select id, dbt_project_id, log_dbt_project_run_id, event, state, attempts, written_at, due_at, tried_at, last_answer
      from ${admin}.dbt_notification_deliveries
      where dbt_notification_target_id = :target and account_id = :account and (:after = 0 or id < :after)
      order by id desc
      limit :limit
      """);

  static final Sql NOTE_TROUBLE = new Sql("troubles.note", """
      insert into ${admin}.dbt_project_troubles (dbt_project_id, log_dbt_project_run_id)
      values (:project, :run)
      on duplicate key update log_dbt_project_run_id = :run
      """);

  static final Sql MENDED = new Sql("troubles.mended", """
      delete from ${admin}.dbt_project_troubles
      where dbt_project_id = :project
      """);

  private OutboxStatements() {}
}
