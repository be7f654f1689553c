package io.datachannel.dbt.adapters.persistence.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test, since each first start unpacks a server: a life of the embedded database from its first start on. */
class EmbeddedMariaDbTest {

  @Test
  void keepsItsDataThroughStopsAndKillsAndIsNotSharedOrOpen(@TempDir Path temporary) throws Exception {
    Path folder = temporary.resolve("data of größe");
    try (EmbeddedMariaDb first = EmbeddedMariaDb.start(folder)) {
      execute(first, "create database kept");
      execute(first, "create table kept.rows_of_it (id int primary key)");
      execute(first, "insert into kept.rows_of_it values (1)");
      assertOnlyOneServiceMayUse(folder);
      assertEquals(Optional.of(first.reach()), EmbeddedMariaDb.running(folder));
      assertNoOneElseGetsIn(first);
      assertPasswordIsReadableByItsOwnerOnly(folder);
    }
    assertFalse(server(folder).isPresent(), "stopped by close");
    assertEquals(Optional.empty(), EmbeddedMariaDb.running(folder));

    try (EmbeddedMariaDb second = EmbeddedMariaDb.start(folder)) {
      assertEquals(1, count(second));
      ProcessHandle process = server(folder).orElseThrow();
      execute(second, "insert into kept.rows_of_it values (2)");
      assertTrue(process.destroyForcibly());
      process.onExit().join();
    }

    try (EmbeddedMariaDb recovered = EmbeddedMariaDb.start(folder)) {
      assertEquals(2, count(recovered));
      assertStartsAgainWhenItDied(recovered, folder);
    }
    assertFalse(server(folder).isPresent(), "the one that was started again is stopped by close, too");

    ServerFolder ofKilledService = ServerFolder.in(folder);
    OwnServer.start(ofKilledService);
    long leftover = server(folder).orElseThrow().pid();
    try (EmbeddedMariaDb next = EmbeddedMariaDb.start(folder)) {
      assertEquals(2, count(next));
      assertNotEquals(leftover, server(folder).orElseThrow().pid());
    }
    assertTrue(Files.size(folder.resolve("mariadb.log")) > 0);
  }

  private static void assertStartsAgainWhenItDied(EmbeddedMariaDb server, Path folder) throws SQLException {
    EmbeddedMariaDb.Reach before = server.reach();
    ProcessHandle process = server(folder).orElseThrow();

    server.tend();
    assertEquals(process, server(folder).orElseThrow(), "one that lives is left alone");

    process.destroyForcibly();
    process.onExit().join();
    server.tend();
    assertEquals(before, server.reach());
    assertNotEquals(process, server(folder).orElseThrow());
    assertEquals(2, count(server));
  }

  private static void assertOnlyOneServiceMayUse(Path folder) {
    PortFailure refused = assertThrows(PortFailure.class, () -> EmbeddedMariaDb.start(folder));
    assertTrue(refused.getMessage().startsWith("Another service uses the embedded database"), refused.getMessage());
  }

  private static void assertNoOneElseGetsIn(EmbeddedMariaDb server) {
    assertThrows(SQLException.class, () -> DriverManager.getConnection(server.reach().url(), "root", "").close());
    assertThrows(SQLException.class, () -> DriverManager.getConnection(server.reach().url(), "", "").close());
    assertThrows(SQLException.class, () -> DriverManager.getConnection(server.reach().url(), server.reach().user(), "guess").close());
  }

  private static void assertPasswordIsReadableByItsOwnerOnly(Path folder) throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }

  private static Optional<ProcessHandle> server(Path folder) {
    return LeftoverServer.find(ServerFolder.in(folder));
  }

  private static void execute(EmbeddedMariaDb server, String sql) throws SQLException {
    try (Connection connection = connect(server); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(EmbeddedMariaDb server) throws SQLException {
    try (Connection connection = connect(server); Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from kept.rows_of_it")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection connect(EmbeddedMariaDb server) throws SQLException {
    return DriverManager.getConnection(server.reach().url(), server.reach().user(), server.reach().password().reveal());
  }
}
