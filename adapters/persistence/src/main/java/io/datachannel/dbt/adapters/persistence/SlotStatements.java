package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link SlotRows} and {@link MySqlAccountSlots}. A database sets the columns of an update from left to right. */
final class SlotStatements {
  static final Sql MAKE = new Sql("slots.make", """
      insert into ${logs}.dbt_account_slots (account_id)
      values (:account)
      on duplicate key update account_id = account_id
      """);

  static final Sql LOCK = new Sql("slots.lock", """
      select account_id, queued, running, max_running
      from ${logs}.dbt_account_slots
      where account_id in (:accounts)
      order by account_id
      for update
      """);

  static final Sql FLOOR = new Sql("slots.floor", """
      select vtime
      from ${logs}.dbt_account_slots
      where active = 1
      order by vtime
      limit 1
      """);

  static final Sql ENTER = new Sql("slots.enter", """
      update ${logs}.dbt_account_slots s
      join (select :id as id, :priority as priority, :runs as runs) n on n.id = s.account_id
      set s.vtime = if(s.queued > 0 or s.running > 0, s.vtime, greatest(s.vtime, :floor)),
          s.top_priority = if(s.queued > 0, least(s.top_priority, n.priority), n.priority),
          s.queued = s.queued + n.runs
      """);

  static final Sql LEAVE = new Sql("slots.leave", """
      update ${logs}.dbt_account_slots
      set queued = greatest(queued - 1, 0), top_priority = :top
      where account_id = :account
      """);

  static final Sql CLAIM = new Sql("slots.claim", """
      update ${logs}.dbt_account_slots s
      set s.queued = greatest(s.queued - 1, 0), s.running = s.running + 1, s.vtime = s.vtime + 1 / s.weight,
          s.top_priority = coalesce(
            (select r.priority
             from ${logs}.log_dbt_project_run r force index (queue_of_account)
             where r.account_id = s.account_id and r.status = 'QUEUED' and r.carried_out_by = 'SERVICE' and r.waits_for_run_id is null
             order by r.priority
             limit 1), :none)
      where s.account_id in (:accounts)
      """);

  static final Sql END = new Sql("slots.end", """
      update ${logs}.dbt_account_slots
      set running = greatest(running - 1, 0)
      where account_id = :account
      """);

  static final Sql RECOUNT = new Sql("slots.recount", """
      update ${logs}.dbt_account_slots
      set vtime = if(queued > 0 or running > 0, vtime, greatest(vtime, :floor)),
          queued = :queued, running = :running, top_priority = :top
      where account_id = :account
      """);

  static final Sql TOP_PRIORITY = new Sql("slots.topPriority", """
      select priority
      from ${logs}.log_dbt_project_run force index (queue_of_account)
      where account_id = :account and status = 'QUEUED' and carried_out_by = 'SERVICE' and waits_for_run_id is null
      order by priority
      limit 1
      """);

  static final Sql COUNT_QUEUED = new Sql("slots.countQueued", """
      select count(*) as runs
      from ${logs}.log_dbt_project_run force index (queue_of_account)
      where account_id = :account and status = 'QUEUED' and carried_out_by = 'SERVICE' and waits_for_run_id is null
      """);

  static final Sql COUNT_RUNNING = new Sql("slots.countRunning", """
      select count(*) as runs
      from ${logs}.log_dbt_project_run force index (queue_of_account)
      where account_id = :account and status = 'RUNNING' and carried_out_by = 'SERVICE'
      """);

  static final Sql ACCOUNTS = new Sql("slots.accounts", """
      select account_id
      from ${logs}.dbt_account_slots
      union
      select account_id
      from ${logs}.log_dbt_project_run
      where status in ('QUEUED', 'RUNNING') and carried_out_by = 'SERVICE'
      order by account_id
      """);

  static final Sql SET_LIMIT = new Sql("slots.setLimit", """
      update ${logs}.dbt_account_slots
      set max_running = coalesce(own_limit, :max_running)
      where account_id = :account
      """);

  /** The accounts' turns: who had the least, and among equals who has the more urgent run. */
  static final Sql LOCK_NEXT = new Sql("slots.lockNext", """
      select account_id
      from ${logs}.dbt_account_slots force index (next_account)
      where claimable = 1
      order by vtime, top_priority, account_id
      limit :most
      for update skip locked
      """);

  private SlotStatements() {}
}
