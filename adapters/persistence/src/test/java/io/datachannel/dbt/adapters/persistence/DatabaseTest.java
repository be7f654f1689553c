package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.RunErrorType;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class DatabaseTest {

  @Test
  void theEnumerationTablesHoldTheWordsOfTheDomain() {
    assertEquals(Arrays.stream(RunErrorType.values()).map(Enum::name).sorted().toList(),
        words("${logs}.e_log_dbt_project_run_error_types"));
    assertEquals(Arrays.stream(RunStatus.values()).map(RunStatus::wireName).sorted().toList(),
        words("${logs}.e_log_dbt_project_run_statuses"));
    assertEquals(List.of("All Models", "Selected Models"), words("${admin}.e_dbt_model_types"));
    assertEquals(List.of("ERROR", "SUCCESS"), words("${admin}.e_dbt_project_notification_levels"));
    assertEquals(List.of("ACTIVE", "DELETED", "PAUSED"), words("${admin}.e_dbt_project_statuses"));
  }

  @Test
  void openingAgainMigratesNothingAndLeavesTheDataAlone() {
    TestDatabase.fixture().project(OURS);

    try (Database again = Database.open(TestDatabase.settings(), PlatformTables.CREATED)) {
      assertEquals(1, new MySqlProjects(again).list(OURS, new Page(0, 10)).size());
    }
  }

  @Test
  void aPlatformThatHasItsTablesKeepsThem() {
    DatabaseSettings theirs = named("theirs_admin", "theirs_logs");
    TestDatabase.execute(theirs, List.of("drop database if exists theirs_admin", "drop database if exists theirs_logs",
        "create database theirs_admin",
        "create table theirs_admin.accounts (id int unsigned primary key, since date) engine = InnoDB",
        "create table theirs_admin.users (id int unsigned primary key) engine = InnoDB",
        "create table theirs_admin.data_warehouses (id int unsigned primary key) engine = InnoDB",
        "create table theirs_admin.schedule_options (id int primary key) engine = InnoDB"));

    try (Database database = Database.open(theirs, PlatformTables.PRESENT)) {
      assertEquals(Optional.empty(), database.session().one(new Sql("test.columns", """
          select column_name from information_schema.columns
          where table_schema = 'theirs_admin' and table_name = 'accounts' and column_name = 'name'
          """), new Values(), row -> row));
      assertEquals(List.of(), new MySqlRuns(database).list(OURS, RunFilter.ALL, new Page(0, 10)));
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsAFailureWithoutThePassword() {
    DatabaseSettings unreachable = new DatabaseSettings("jdbc:mysql://127.0.0.1:1/", "dbt", new Secret("planted-secret"),
        "dc_admin", "dc_logs", 2);

    PortFailure failure = assertThrows(PortFailure.class, () -> Database.open(unreachable, PlatformTables.PRESENT));

    assertEquals(FailureCode.DATABASE_UNAVAILABLE, failure.code());
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains("planted-secret"));
  }

  @Test
  void settingsThatCannotWorkAreRefusedByName() {
    assertThrows(IllegalArgumentException.class, () -> named("admin`; drop", "logs"));
    assertThrows(IllegalArgumentException.class,
        () -> new DatabaseSettings("jdbc:h2:mem", "dbt", new Secret("x"), "dc_admin", "dc_logs", 2));
  }

  private static DatabaseSettings named(String admin, String logs) {
    DatabaseSettings known = TestDatabase.settings();
    return new DatabaseSettings(known.url(), known.user(), known.password(), admin, logs, 2);
  }

  private static List<String> words(String table) {
    return TestDatabase.database().session()
        .all(new Sql("test.words", "select name from " + table + " order by name"), new Values(), row -> row.text("name"));
  }
}
