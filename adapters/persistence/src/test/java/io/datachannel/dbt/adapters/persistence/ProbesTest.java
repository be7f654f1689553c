package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What readiness asks of the database. */
@ExtendWith(TestDatabase.class)
class ProbesTest {

  @AfterEach
  void writable() {
    TestDatabase.execute(TestDatabase.settings(), List.of("set global read_only = off"));
  }

  /** The user has no privilege to write to a read-only server. */
  private static Database limited() {
    DatabaseSettings known = TestDatabase.settings();
    TestDatabase.execute(known, List.of("create user if not exists 'limited'@'127.0.0.1' identified by 'limited'",
        "grant all on dc_admin.* to 'limited'@'127.0.0.1'", "grant all on dc_logs.* to 'limited'@'127.0.0.1'"));
    return Database.open(new DatabaseSettings(known.url(), "limited", new Secret("limited"), "dc_admin", "dc_logs", 2), PlatformTables.CREATED);
  }

  @Test
  void aServerThatIsMadeReadOnlyIsAwayUntilItTakesWritesAgain() {
    try (Database database = limited(); Database beats = database.forBeats()) {
      WriteProbe probe = new WriteProbe(beats);
      probe.look();
      TestDatabase.execute(TestDatabase.settings(), List.of("set global read_only = on"));

      PortFailure failure = assertThrows(PortFailure.class, probe::look);

      assertEquals(FailureCode.DATABASE_UNAVAILABLE, failure.code());
      assertTrue(failure.getMessage().contains("It takes no writes"), failure::getMessage);
      writable();
      assertDoesNotThrow(probe::look);
    }
  }

  @Test
  void aWriteOfAnyOtherConnectionThatIsRefusedIsRememberedForAWhile() {
    try (Database database = limited(); Database beats = database.forBeats()) {
      WriteProbe probe = new WriteProbe(beats);
      TestDatabase.execute(TestDatabase.settings(), List.of("set global read_only = on"));
      assertThrows(PortFailure.class, () -> database.session().change(
          new Sql("test.write", "insert into ${logs}.dbt_write_probe (written_at) values (utc_timestamp(6))"), new Values()));
      writable();

      for (int look = 0; look < WriteProbe.QUIET_LOOKS; look++) {
        assertThrows(PortFailure.class, probe::look);
      }
      assertDoesNotThrow(probe::look);
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
