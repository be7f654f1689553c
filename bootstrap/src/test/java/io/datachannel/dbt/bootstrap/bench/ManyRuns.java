package io.datachannel.dbt.bootstrap.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The history of a busy account, one run every five minutes from the year 2025 on, and between them as many of four others. Of its runs, nine
 * in ten are SUCCESSFUL, 3 % are MANUAL, 2 % are reported; the 50 oldest alone are snapshots.
 */
final class ManyRuns {
  static final int OURS = 100_000;

  private static final String FILL = """
      insert into dc_logs.log_dbt_project_run
        (id, account_id, dbt_project_id, model_type, run_type, status, queued_at, started_at, finished_at, command, selection, full_refresh,
         vars, arguments, threads, timeout_seconds, lease_owner, fencing_number, commit_hash, environment_fingerprint, dbt_version,
         succeeded, warned, failed, skipped, untouched, failure_code, failure_message, log_file_path, carried_out_by)
      select seq, if(seq % 2 = 0, 1, 2 + seq % 4), 1 + crc32(seq) % 20,
        if(crc32(seq) % 10 < 3, 'Selected Models', 'All Models'),
        if(crc32(concat('t', seq)) % 100 < 3, 'MANUAL', 'SCHEDULED'),
        case when s < 90 then 'SUCCESSFUL' when s < 95 then 'PARTIAL SUCCESS' when s < 99 then 'FAILED' else 'CANCELLED' end,
        queued, queued + interval 1 second, queued + interval 90 second,
        if(seq <= 100, 'snapshot', if(crc32(concat('c', seq)) % 10 < 8, 'build', 'run')),
        if(crc32(seq) % 10 < 3, '["customers","fct_daily_revenue","int_orders_joined","orders","stg_payments","stg_refunds"]', '[]'),
        false, if(crc32(seq) % 10 = 5, '{"day": "2026-03-01", "region": "emea"}', '{}'), '["--fail-fast"]', 8, 3600, 'copy-a/4711', 1,
        sha1(seq div 400), sha2('environment', 256), '1.11.16', 40, 1, if(s < 90, 0, 2), if(s < 90, 0, 5), 0,
        if(s between 95 and 98, 'MODEL_FAILED', null),
        if(s between 95 and 98, 'Nothing of this run succeeded; the errors name each node.', null),
        concat('1/', seq, '/dbt.log'), if(crc32(concat('r', seq)) % 100 < 2, 'REPORTER', 'SERVICE')
      from (select seq, crc32(concat('s', seq)) % 100 as s, '2025-01-01' + interval seq * 150 second as queued
        from dc_logs.seq_1_to_${all}) as history
      """.replace("${all}", Integer.toString(2 * OURS));

  private ManyRuns() {}

  static void fill(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(FILL);
      statement.execute("analyze table dc_logs.log_dbt_project_run");
    }
  }
}
