package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What readiness asks of the database. */
@ExtendWith(TestDatabase.class)
class ProbesTest {

  /** A table that is held in memory, and may not grow, is full as one on a disk would be: error 1114. */
  @Test
  void aWriteThatIsRefusedIsRememberedForAWhile() {
    Database database = TestDatabase.database();
    TestDatabase.execute(TestDatabase.settings(), List.of("drop table if exists dc_logs.test_full", "set session max_heap_table_size = 16384",
        "create table dc_logs.test_full (kept char(255)) engine = MEMORY"));
    try (Database beats = database.forBeats()) {
      WriteProbe probe = new WriteProbe(beats);
      probe.look();

      PortFailure failure = assertThrows(PortFailure.class, () -> database.session().change(
          new Sql("test.fill", "insert into ${logs}.test_full select repeat('x', 255) from ${logs}.seq_1_to_1000"), new Values()));

      assertEquals(FailureCode.DATABASE_UNAVAILABLE, failure.code());
      assertTrue(failure.getMessage().contains("It takes no writes"), failure::getMessage);
      for (int look = 0; look < WriteProbe.QUIET_LOOKS; look++) {
        assertThrows(PortFailure.class, probe::look);
      }
      assertDoesNotThrow(probe::look);
    } finally {
      TestDatabase.execute(TestDatabase.settings(), List.of("drop table dc_logs.test_full"));
    }
  }

  @Test
  void aLookLeavesNoRow() {
    try (Database beats = TestDatabase.database().forBeats()) {
      new WriteProbe(beats).look();

      assertEquals(0, beats.session().one(
          new Sql("test.rows", "select count(*) as found from ${logs}.dbt_write_probe"), new Values(), row -> row.number("found")).orElseThrow());
    }
  }

  @Test
  void fullDisksAreOutagesAndNoFaultsOfTheService() {
    for (int code : List.of(1021, 1026, 1030, 1114, 1290, 1836)) {
      PortFailure failure = SqlFailures.translate("It failed.", new IllegalStateException(new SQLException("full", "HY000", code)));
      assertEquals(FailureCode.DATABASE_UNAVAILABLE, failure.code());
      assertTrue(SqlFailures.refusesWrites(failure));
    }
  }

  @Test
  void aSchemaThatLacksAMigrationIsToldByItsCounts() {
    SchemaProbe probe = new SchemaProbe(TestDatabase.database());
    probe.look();
    TestDatabase.execute(TestDatabase.settings(), List.of("update dc_admin.flyway_dbt_history set success = 0 where installed_rank = 3"));
    try {
      assertTrue(assertThrows(PortFailure.class, probe::look).getMessage().contains("1 failed"));
    } finally {
      TestDatabase.execute(TestDatabase.settings(), List.of("update dc_admin.flyway_dbt_history set success = 1 where installed_rank = 3"));
    }
    assertDoesNotThrow(probe::look);
  }
}
