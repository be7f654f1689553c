package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An old and a new version of the service on one database, and migrations that did not come to their end. */
@Tag("fault-51")
@ExtendWith(TestDatabase.class)
class UpgradeTest {
  private static final String HISTORY = "upgrade_admin.flyway_dbt_history";

  private DatabaseSettings settings;

  @BeforeEach
  void choose() {
    DatabaseSettings known = TestDatabase.settings();
    settings = new DatabaseSettings(known.url(), known.user(), known.password(), "upgrade_admin", "upgrade_logs", 2);
  }

  @AfterEach
  void drop() {
    execute("drop database if exists upgrade_admin", "drop database if exists upgrade_logs");
  }

  @Test
  void copiesThatStartAtOnceMigrateOnce() {
    List<CompletableFuture<Database>> starting = Stream.generate(() -> CompletableFuture.supplyAsync(this::open)).limit(3).toList();

    starting.forEach(start -> start.join().close());

    assertEquals(0, count("select count(*) - count(distinct version) as found from " + HISTORY + " where version is not null"));
    assertEquals(0, count("select count(*) as found from " + HISTORY + " where success = 0"));
  }

  @Test
  void aCopyThatRunsGoesOnWhenALaterVersionAddsToTheSchemaAndAnOldOneDoesNotStart() {
    try (Database running = open()) {
      SchemaProbe probe = new SchemaProbe(running);
      addFutureMigration(1);
      execute("alter table upgrade_admin.dbt_credentials add column of_later_version int not null default 7");

      assertDoesNotThrow(probe::look);
      assertTrue(new MySqlEncryptionKeys(running).newest().isEmpty(), "statements go on");
      PortFailure refused = assertThrows(PortFailure.class, this::open);
      assertEquals(FailureCode.SCHEMA_NEWER, refused.code());
      assertTrue(refused.getMessage().contains("it has migration 999, and this version knows them up to 0"), refused::getMessage);

      execute("update " + HISTORY + " set success = 0 where version = '999'");
      assertDoesNotThrow(probe::look, "nor does it matter where that one failed");
    }
  }

  @Test
  void aMigrationOfOneStatementThatFailedIsDoneAtTheNextStart() {
    things().migrate();
    execute("alter table upgrade_admin.things drop column size, drop column weight",
        "update upgrade_admin.things_history set success = 0 where script = 'V002__sizes_of_things.sql'");

    things().migrate();

    assertEquals(2, count("select count(*) as found from information_schema.columns where table_schema = 'upgrade_admin'"
        + " and table_name = 'things' and column_name in ('size', 'weight')"));
    assertEquals(0, count("select count(*) as found from upgrade_admin.things_history where success = 0"));
  }

  /** As one whose service was killed between the statement and the note of it. */
  @Test
  void aMigrationThatWasDoneAndNotNotedIsToldAndGoesOnWhenTheOperatorNotesIt() {
    things().migrate();
    execute("delete from upgrade_admin.things_history where script = 'V002__sizes_of_things.sql'");

    for (int start = 0; start < 2; start++) {
      PortFailure failure = assertThrows(PortFailure.class, () -> things().migrate());
      assertEquals(FailureCode.SCHEMA_MIGRATION_FAILED, failure.code());
      assertTrue(failure.getMessage().contains("(Duplicate column name 'size'). What it makes is there"), failure::getMessage);
      assertTrue(failure.getMessage().contains("set success = 1 in the row of it in upgrade_admin.things_history"), failure::getMessage);
    }
    execute("update upgrade_admin.things_history set success = 1 where script = 'V002__sizes_of_things.sql'");
    assertDoesNotThrow(() -> things().migrate());
  }

  @Test
  void aMigrationOfSeveralStatementsThatStoppedHalfwaySaysWhatToDo() {
    execute("create database upgrade_admin", "create table upgrade_admin.second_one (of_someone_else int)");

    for (int start = 0; start < 2; start++) {
      PortFailure failure = assertThrows(PortFailure.class, () -> several().migrate());
      assertEquals(FailureCode.SCHEMA_MIGRATION_FAILED, failure.code());
      assertTrue(failure.getMessage().contains("V001__two_tables.sql of the database stopped halfway"), failure::getMessage);
      assertTrue(failure.getMessage().contains("delete its row with success = 0 from upgrade_admin.several_history"), failure::getMessage);
    }
    // What the message says.
    execute("drop table upgrade_admin.first_one", "drop table upgrade_admin.second_one", "delete from upgrade_admin.several_history where success = 0");
    assertDoesNotThrow(() -> several().migrate());
  }

  private Migrations things() {
    return new Migrations(settings, "db/upgrade/things", "things_history");
  }

  private Migrations several() {
    return new Migrations(settings, "db/upgrade/several", "several_history");
  }

  private Database open() {
    return Database.open(settings, PlatformTables.CREATED);
  }

  private void addFutureMigration(int success) {
    execute("insert into " + HISTORY + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
        + " values (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'later', 1, " + success + ")");
  }

  private void execute(String... statements) {
    TestDatabase.execute(settings, List.of(statements));
  }

  private long count(String sql) {
    return TestDatabase.database().session().one(new Sql("test.count", sql), new Values(), row -> row.number("found")).orElseThrow();
  }
}
