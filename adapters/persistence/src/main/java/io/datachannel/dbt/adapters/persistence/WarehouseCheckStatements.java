package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlWarehouseChecks}. */
final class WarehouseCheckStatements {
  static final Sql ADD = new Sql("warehouseChecks.add", """
      insert into ${admin}.dbt_warehouse_checks (account_id, data_warehouse_id, state, requested_at)
      values (:account, :warehouse, 'QUEUED', :requested_at)
      """);

  private static final String SELECT = """
      select id, account_id, data_warehouse_id, state, step, failure_code, failure_message, failure_detail,
             requested_at, finished_at, fencing_number
      from ${admin}.dbt_warehouse_checks
      """;

  static final Sql FIND = new Sql("warehouseChecks.find", SELECT + """
      where id = :id and account_id = :account and data_warehouse_id = :warehouse
      """);

  static final Sql QUEUED = new Sql("warehouseChecks.queued", SELECT + """
      where data_warehouse_id = :warehouse and account_id = :account and state = 'QUEUED'
      order by id
      limit 1
      """);

  static final Sql FORGET = new Sql("warehouseChecks.forget", """
      delete from ${admin}.dbt_warehouse_checks
      where data_warehouse_id = :warehouse and account_id = :account and finished_at < :before
      """);

  /** Whose account has the fewest of them under way, then who has waited the longest. Not locked: all that wait would be. */
  static final Sql NEXT = new Sql("warehouseChecks.next", """
      select q.id
      from ${admin}.dbt_warehouse_checks q
      left join (
        select account_id, count(*) as running
        from ${admin}.dbt_warehouse_checks
        where state = 'RUNNING'
        group by account_id) r on r.account_id = q.account_id
      where q.state = 'QUEUED'
      order by coalesce(r.running, 0), q.requested_at, q.id
      limit 20
      """);

  static final Sql LOCK_FREE = new Sql("warehouseChecks.lockFree", SELECT + """
      where id = :id and state = 'QUEUED'
      for update skip locked
      """);

  static final Sql CLAIM = new Sql("warehouseChecks.claim", """
      update ${admin}.dbt_warehouse_checks
      set state = 'RUNNING', lease_owner = :owner, fencing_number = :fencing_number,
          lease_until = utc_timestamp(6) + interval :micros microsecond
      where id = :id and state = 'QUEUED'
      """);

  static final Sql RENEW = new Sql("warehouseChecks.renew", """
      update ${admin}.dbt_warehouse_checks
      set lease_until = utc_timestamp(6) + interval :micros microsecond
      where id = :id and state = 'RUNNING' and lease_owner = :owner and fencing_number = :fencing_number
      """);

  static final Sql SAVE = new Sql("warehouseChecks.save", """
      update ${admin}.dbt_warehouse_checks
      set state = :state, step = :step, failure_code = :failure_code, failure_message = :failure_message,
          failure_detail = :failure_detail, finished_at = :finished_at
      where id = :id and state = 'RUNNING' and lease_owner = :owner and fencing_number = :fencing_number
      """);

  static final Sql FAIL_EXPIRED = new Sql("warehouseChecks.failExpired", """
      update ${admin}.dbt_warehouse_checks
      set state = 'FAILED', finished_at = :at, failure_code = :failure_code, failure_message = :failure_message, failure_detail = ''
      where state = 'RUNNING' and lease_until < utc_timestamp(6)
      """);

  private WarehouseCheckStatements() {}
}
