package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlRefreshes}. */
final class RefreshStatements {
  static final Sql ADD = new Sql("refreshes.add", """
      insert into ${admin}.dbt_project_refreshes (account_id, dbt_project_id, state, cause, requested_at)
      values (:account, :project, 'QUEUED', :cause, :requested_at)
      """);

  private static final String SELECT = """
      select id, account_id, dbt_project_id, state, step, commit_hash, failure_code, failure_message, failure_detail,
             requested_at, finished_at, fencing_number, cause, changes_json
      from ${admin}.dbt_project_refreshes
      """;

  static final Sql FIND = new Sql("refreshes.find", SELECT + """
      where id = :id and account_id = :account and dbt_project_id = :project
      """);

  /** Whose account has the fewest of them under way, then who has waited the longest. Not locked: all that wait would be. */
  static final Sql NEXT = new Sql("refreshes.next", """
      select q.id
      from ${admin}.dbt_project_refreshes q
      left join (
        select account_id, count(*) as running
        from ${admin}.dbt_project_refreshes
        where state = 'RUNNING'
        group by account_id) r on r.account_id = q.account_id
      where q.state = 'QUEUED'
      order by coalesce(r.running, 0), q.requested_at, q.id
      limit 20
      """);

  static final Sql LOCK_FREE = new Sql("refreshes.lockFree", SELECT + """
      where id = :id and state = 'QUEUED'
      for update skip locked
      """);

  static final Sql LOCK_QUEUED = new Sql("refreshes.lockQueued", SELECT + """
      where id = :id and state = 'QUEUED'
      for update
      """);

  static final Sql CLAIM = new Sql("refreshes.claim", """
      update ${admin}.dbt_project_refreshes
      set state = 'RUNNING', lease_owner = :owner, fencing_number = :fencing_number,
          lease_until = utc_timestamp(6) + interval :micros microsecond
      where id = :id and state = 'QUEUED'
      """);

  static final Sql RENEW = new Sql("refreshes.renew", """
      update ${admin}.dbt_project_refreshes
      set lease_until = utc_timestamp(6) + interval :micros microsecond
      where id = :id and state = 'RUNNING' and lease_owner = :owner and fencing_number = :fencing_number
      """);

  static final Sql SAVE = new Sql("refreshes.save", """
      update ${admin}.dbt_project_refreshes
      set state = :state, step = :step, commit_hash = :commit, failure_code = :failure_code, failure_message = :failure_message,
          failure_detail = :failure_detail, finished_at = :finished_at, changes_json = :changes
      where id = :id and state = 'RUNNING' and lease_owner = :owner and fencing_number = :fencing_number
      """);

  static final Sql FAIL_EXPIRED = new Sql("refreshes.failExpired", """
      update ${admin}.dbt_project_refreshes
      set state = 'FAILED', finished_at = :at, failure_code = :failure_code, failure_message = :failure_message, failure_detail = ''
      where state = 'RUNNING' and lease_until < utc_timestamp(6)
      """);

  private static final String OF_PROJECT = """
      where account_id = :account and dbt_project_id = :project
      """;

  /** Those that were carried out before changes were kept are told by their state. */
  static final Sql LAST_KEPT = new Sql("refreshes.lastKept", SELECT + OF_PROJECT + """
        and (changes_json is not null or state = 'SUCCESSFUL')
      order by id desc
      limit 1
      """);

  static final Sql LAST_FAILED = new Sql("refreshes.lastFailed", SELECT + OF_PROJECT + """
        and state = 'FAILED' and id >= :since
      order by id desc
      limit 1
      """);

  static final Sql WAITING = new Sql("refreshes.waiting", SELECT + OF_PROJECT + """
        and state = 'QUEUED'
      limit 1
      """);

  private RefreshStatements() {}
}
