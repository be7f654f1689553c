package io.datachannel.dbt.bootstrap.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * 10,000 schedules of 200 accounts: 2,000 projects of 30 models, each with a schedule on all models and, set later, four on one model each.
 * The repositories are none that the service may read: a run fails as soon as it was claimed, and leaves the machine to the others.
 */
record ManySchedules(SharedDatabase database, String admin) {
  static final int ACCOUNTS = 200;
  static final int SCHEDULES = 10_000;
  static final int DUE = 1_000;

  private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final int PROJECTS = 2_000;
  private static final int OF_ONE_MODEL = 4;
  private static final int MODELS = 30;

  private static final List<String> FILL = List.of("""
      insert ignore into ${admin}.accounts (id, name) select seq, concat('account ', seq) from ${admin}.seq_1_to_${accounts}
      """, """
      insert into ${admin}.data_warehouses (id, account_id, name, type, configuration_json, sealed_secrets_json)
      select seq, seq, 'w', 'postgres', '{}', '{}' from ${admin}.seq_1_to_${accounts}
      """, """
      insert into ${admin}.dbt_credentials (id, account_id, name, credential_json)
      select seq, seq, 'none', '{}' from ${admin}.seq_1_to_${accounts}
      """, """
      insert into ${admin}.dbt_repositories (id, account_id, url, url_sha256)
      select seq, seq, 'file:///not/to/be/read', sha2('file:///not/to/be/read', 256) from ${admin}.seq_1_to_${accounts}
      """, """
      insert into ${admin}.dbt_projects
        (id, account_id, data_warehouse_id, dbt_credential_id, model_type, status, notification_level, name, configuration_json, uuid)
      select seq, 1 + seq % ${accounts}, 1 + seq % ${accounts}, 1 + seq % ${accounts}, 'All Models', 'ACTIVE', 'ERROR', concat('p', seq),
        '{"dbtVersion": "1.11.0", "projectPath": ".", "arguments": [], "threads": 4, "timeoutSeconds": 3600}', uuid()
      from ${admin}.seq_1_to_${projects}
      """, """
      insert into ${admin}.dbt_project_details (dbt_project_id, dbt_credential_id, repository_id, branch_name)
      select seq, 1 + seq % ${accounts}, 1 + seq % ${accounts}, 'main' from ${admin}.seq_1_to_${projects}
      """, """
      insert into ${admin}.configured_dbt_models (dbt_project_id, unique_id, name, path, model_json)
      select p.seq, concat('model.shop.m', m.seq), concat('m', m.seq), 'models', '{}'
      from ${admin}.seq_1_to_${projects} p join ${admin}.seq_1_to_${models} m
      """, """
      insert into ${admin}.dbt_project_schedules
        (id, dbt_project_id, cadence, cron_string, time_zone, clock_gap, clock_overlap, target, command, full_refresh, vars, arguments,
         after_loss, status, set_order)
      select p.seq + ${projects} * s.seq, p.seq, 'CRON', if(s.seq = 0 and p.seq <= ${due}, '* * * * *', '0 0 1 1 *'), 'UTC', 'NEXT_MOMENT',
        'FIRST', if(s.seq = 0, 'ALL', 'MODELS'), 'build', false, '{}', '[]', 'FAIL', 'ACTIVE', 1 + s.seq
      from ${admin}.seq_1_to_${projects} p join ${admin}.seq_0_to_${others} s
      """, """
      insert into ${admin}.dbt_schedule_models (dbt_project_schedule_id, unique_id)
      select p.seq + ${projects} * s.seq, concat('model.shop.m', s.seq)
      from ${admin}.seq_1_to_${projects} p join ${admin}.seq_1_to_${others} s
      """);

  private static final String PLAN = """
      update ${admin}.dbt_project_schedules
      set handled_until = '${first}' - interval 1 second,
          next_fire_at = if(cron_string = '* * * * *', '${first}', '${first}' + interval 30 day)
      """;

  /** Nothing is due yet. */
  void fill() throws SQLException {
    try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
      for (String sql : FILL) {
        statement.execute(named(sql));
      }
      for (String table : List.of("dbt_projects", "dbt_project_schedules", "configured_dbt_models", "dbt_schedule_models")) {
        statement.execute("analyze table " + admin + "." + table);
      }
    }
  }

  /** From then on the 1,000 are due at each full minute. */
  void plan(Instant first) throws SQLException {
    try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
      statement.execute(named(PLAN).replace("${first}", INSTANT.format(first)));
    }
  }

  private String named(String sql) {
    return sql.replace("${admin}", admin).replace("${accounts}", Integer.toString(ACCOUNTS))
        .replace("${projects}", Integer.toString(PROJECTS)).replace("${models}", Integer.toString(MODELS))
        .replace("${due}", Integer.toString(DUE)).replace("${others}", Integer.toString(OF_ONE_MODEL));
  }
}
