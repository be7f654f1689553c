package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.DatabaseSettings;
import io.datachannel.dbt.adapters.persistence.PlatformTables;
import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.bootstrap.doctor.Finding;
import io.datachannel.dbt.bootstrap.doctor.Finding.State;
import io.datachannel.dbt.bootstrap.doctor.Report;
import io.datachannel.dbt.bootstrap.system.ReadyDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installations that are well and that are broken, on one database server. */
class DoctorTest {
  private static final String SECRET = "planted-staple-battery";

  @TempDir private static Path server;
  private static EmbeddedMariaDb database;
  private static HttpServer web;
  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    ReadyDatabase.in(server.resolve("database"));
    database = EmbeddedMariaDb.start(server.resolve("database"));
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/", exchange -> {
      String code = exchange.getRequestURI().getPath().startsWith("/late") ? "RequestTimeTooSkewed" : "NoSuchBucket";
      byte[] body = ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(code.equals("NoSuchBucket") ? 404 : 403, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    web.start();
  }

  @AfterAll
  static void stop() {
    web.stop(0);
    database.close();
  }

  @Test
  void aMachineOnWhichNothingWasStartedIsWellAndStaysAsItWas() throws IOException {
    Report report = doctor("--data-folder", folder.resolve("new").toString(), "--port", "0");

    assertTrue(report.isHealthy(), report::text);
    assertFound(report, State.OK, "data", "is made at the first start");
    assertFound(report, State.OK, "database", "The embedded MariaDB is made at the first start");
    assertFound(report, State.OK, "keys", "is made at the first start");
    assertFound(report, State.OK, "sandbox", "bubblewrap was tried");
    assertFound(report, State.OK, "git hosts", "can be reached");
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
    try (JsonReader reader = Json.createReader(new StringReader(report.json()))) {
      JsonObject json = reader.readObject();
      assertTrue(json.getBoolean("healthy"));
      assertEquals(report.findings().size(), json.getJsonArray("findings").size());
    }
  }

  @Test
  void theDatabaseOfAServiceThatIsUpIsAskedAndNotStartedAgain() {
    Report report = doctor("--data-folder", server.toString(), "--port", "0");

    assertFound(report, State.OK, "database", "The database at the embedded MariaDB answers by the service that runs it: version 11.4.");
    assertFound(report, State.OK, "clock", "agree");
  }

  @Test
  void aDatabaseThatIsNotRunningIsStartedAndStopped() throws IOException {
    Path own = folder.resolve("database");
    ReadyDatabase.in(own);

    Report report = doctor("--data-folder", folder.toString(), "--port", "0");

    assertFound(report, State.OK, "database", "The database at the embedded MariaDB answers: version 11.4.");
    assertFound(report, State.OK, "schema", "0 migrations are done, and ");
    assertEquals(List.of(), ProcessHandle.allProcesses().filter(each -> each.info().commandLine().orElse("").contains(own.toString())).toList());
  }

  @Test
  void wrongPasswordsAndHostsAreToldWithoutTheSecret() {
    Report wrong = external("refused_admin", "--database.user", "dbt_service", "--database.password", SECRET);
    assertFound(wrong, State.PROBLEM, "database", "Access denied for user 'dbt_service'");
    assertTrue(remedy(wrong, "database").contains("--database.password"), wrong::text);
    assertFound(wrong, State.WARNING, "keys", "is not known");
    assertFalse((wrong.text() + wrong.json()).contains(SECRET));

    Report away = doctor("--data-folder", folder.toString(), "--port", "0", "--database.url", "jdbc:mysql://dbt:" + SECRET + "@127.0.0.1:1/x?password=" + SECRET);
    assertFound(away, State.PROBLEM, "database", "The database at 127.0.0.1:1 cannot be used");
    assertFalse((away.text() + away.json()).contains(SECRET), away::text);
  }

  @Test
  void aSchemaOfALaterVersionOfAnotherPlatformOrAnOlderOneIsTold() throws SQLException {
    assertFound(asService("nothing_admin"), State.PROBLEM, "schema", "there is no accounts.id, users.id, pipelines.id");
    EmbeddedMariaDb.Reach reach = database.reach();
    Database.open(new DatabaseSettings(reach.url(), reach.user(), reach.password(), "whole_admin", "whole_admin_logs", 2), PlatformTables.CREATED).close();
    Report whole = asService("whole_admin");
    assertFound(whole, State.OK, "schema", "migrations are done.");
    assertFound(whole, State.OK, "rights", "has the rights");
    assertFound(whole, State.OK, "limits", "One copy of the service takes up to 36 connections of ");

    execute("delete from whole_admin.flyway_dbt_history where version = '076'");
    assertFound(asService("whole_admin"), State.OK, "schema", "migrations are done, and 1 at the next start; make a backup first.");

    execute("update whole_admin.flyway_dbt_history set version = '999', script = 'V999__later.sql' where version = '075'");
    assertFound(asService("whole_admin"), State.PROBLEM, "schema", "The schema is newer than this service: it has migration 999");
  }

  @Test
  void rightsAndConnectionsThatAreTooFewAreTold() throws SQLException {
    execute("create user nobody@'127.0.0.1' identified by '" + SECRET + "'");

    Report report = external("few_admin", "--database.user", "nobody", "--database.password", SECRET, "--database.pool-size", "900");

    assertFound(report, State.PROBLEM, "rights", "The database's user lacks SELECT on few_admin, INSERT on few_admin, UPDATE on few_admin");
    assertTrue(remedy(report, "rights").contains("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES ON few_admin.*"), report::text);
    assertFound(report, State.PROBLEM, "limits", "takes up to 1362 connections of ");
  }

  @Test
  void aFolderThatCannotBeWrittenAPortThatIsTakenAndAWrongKeyAreTold() throws IOException {
    Files.createDirectories(folder.resolve("keys"));
    Files.writeString(folder.resolve("keys/master.json"), "{}");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Report report = doctor("--data-folder", folder.toString(), "--port", port);
      assertFound(report, State.PROBLEM, "port", "Port " + port + " of 127.0.0.1 cannot be used: Address already in use");
      assertTrue(remedy(report, "port").contains("--port, or 0 for any free one"), report::text);
      assertFound(report, State.PROBLEM, "keys", "cannot be read");
      assertFalse(report.isHealthy());
    }
    Files.writeString(folder.resolve("file"), "");
    assertFound(doctor("--data-folder", folder.resolve("file/data").toString()), State.PROBLEM, "data", "file is no folder");
    // Root may write anywhere but there.
    assertFound(doctor("--data-folder", "/proc/data"), State.PROBLEM, "data", "/proc/data cannot be written: nothing can be made in /proc");
  }

  @Test
  void aBucketThatIsMissingAndAClockThatIsWrongAreTold() {
    String[] bucket = {"--data-folder", folder.toString(), "--port", "0", "--storage.s3.endpoint", "http://127.0.0.1:" + web.getAddress().getPort(),
        "--storage.s3.access-key", "AKIAEXAMPLE", "--storage.s3.secret-key", SECRET};
    Report missing = doctor(Stream.concat(Stream.of(bucket), Stream.of("--storage.s3.bucket", "none")).toArray(String[]::new));
    assertFound(missing, State.PROBLEM, "storage", "The storage (bucket none) does not exist.");
    assertEquals("Make the bucket, or correct --storage.s3.bucket.", remedy(missing, "storage"));

    Report late = doctor(Stream.concat(Stream.of(bucket), Stream.of("--storage.s3.bucket", "late")).toArray(String[]::new));
    assertFound(late, State.PROBLEM, "storage", "says that the clock of this machine is wrong");
    assertFalse((missing.text() + late.text()).contains(SECRET));
  }

  @Test
  void aMachineWithoutProgramsIsToldWhatToInstall() {
    Programs none = new Programs(folder.resolve("bin").toString());
    Report auto = Doctor.report(List.of("--data-folder", folder.toString(), "--port", "0"), none);
    assertFound(auto, State.WARNING, "sandbox", "there is no program bwrap and no setpriv and no prlimit on the PATH");
    assertEquals("apt-get install bubblewrap util-linux", remedy(auto, "sandbox"));
    assertFound(auto, State.WARNING, "git", "There is no git");
    assertFound(auto, State.WARNING, "util-linux", "There is no setsid");
    assertFound(auto, State.PROBLEM, "python", "There is no Python 3.");
    assertFound(auto, State.PROBLEM, "uv", "There is no python3");

    Report required = Doctor.report(List.of("--data-folder", folder.toString(), "--port", "0", "--sandbox", "required"), none);
    assertFound(required, State.PROBLEM, "sandbox", "The service does not start (--sandbox required)");
  }

  @Test
  void whyASandboxHasNoNetworkOfItsOwnSaysWhatToDo() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("some"));
    for (String name : List.of("bwrap", "setpriv", "prlimit")) {
      Files.createSymbolicLink(bin.resolve(name), Programs.ofService().find(name).orElseThrow());
    }
    String[] flags = {"--data-folder", folder.toString(), "--port", "0", "--sandbox.network"};
    Report own = Doctor.report(Stream.concat(Stream.of(flags), Stream.of("own")).toList(), new Programs(bin.toString()));
    assertTrue(remedy(own, "sandbox").startsWith("apt-get install slirp4netns iproute2. Or leave --sandbox.network out"), own::text);

    Report shared = Doctor.report(Stream.concat(Stream.of(flags), Stream.of("shared")).toList(), Programs.ofService());
    assertFound(shared, State.WARNING, "network", "that was asked for");
    assertTrue(remedy(shared, "network").startsWith("Leave --sandbox.network shared out."), shared::text);
  }

  @Test
  void settingsOfMailAndLoginsAreTriedOut() {
    Report report = doctor("--data-folder", folder.toString(), "--port", "0", "--mail.host", "127.0.0.1", "--mail.port", "1", "--mail.from", "dbt@acme.example",
        "--mail.user", "dbt", "--mail.password", SECRET, "--jwt.issuer", "https://login.example", "--jwt.public-key-location", folder.resolve("none").toString(),
        "--github.client-id", "Iv1", "--github.client-secret", SECRET, "--github.callback-url", "https://dbt.example/wrong");

    assertFound(report, State.PROBLEM, "mail", "The mail server 127.0.0.1:1 does not answer");
    assertFound(report, State.WARNING, "links", "others may not reach");
    assertFound(report, State.PROBLEM, "jwt", "The key of https://login.example cannot be had");
    assertFound(report, State.PROBLEM, "github", "is none of this service");
    assertFalse((report.text() + report.json()).contains(SECRET));
  }

  @Test
  void aSettingThatIsWrongIsAFindingToo() {
    assertFound(doctor("--port", "none"), State.PROBLEM, "settings", "'port' must be a whole number");
    assertFound(doctor("--prot", "1"), State.PROBLEM, "settings", "There is no flag '--prot'");
  }

  /** The git providers are this machine, so that no test asks the Internet. */
  private static Report doctor(String... flags) {
    String here = "http://127.0.0.1:" + web.getAddress().getPort();
    List<String> all = new ArrayList<>(List.of("--uv", "/bin/true", "--github.api-url", here, "--gitlab.api-url", here, "--bitbucket.api-url", here));
    all.addAll(List.of(flags));
    return Doctor.report(all);
  }

  private Report asService(String adminSchema) {
    return external(adminSchema, "--database.user", database.reach().user(), "--database.password", database.reach().password().reveal());
  }

  private Report external(String adminSchema, String... flags) {
    return doctor(Stream.concat(Stream.of("--data-folder", folder.toString(), "--port", "0", "--database.url", database.reach().url(),
        "--database.admin-schema", adminSchema, "--database.logs-schema", adminSchema + "_logs"), Stream.of(flags)).toArray(String[]::new));
  }

  private static void execute(String... statements) throws SQLException {
    EmbeddedMariaDb.Reach reach = database.reach();
    try (Connection connection = DriverManager.getConnection(reach.url(), reach.user(), reach.password().reveal());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void assertFound(Report report, State state, String about, String words) {
    assertTrue(report.findings().stream().anyMatch(each -> each.state() == state && each.about().equals(about) && each.found().contains(words)), report::text);
  }

  private static String remedy(Report report, String about) {
    Map<String, String> remedies = report.findings().stream().filter(each -> each.remedy().isPresent())
        .collect(Collectors.toMap(Finding::about, each -> each.remedy().orElseThrow()));
    return remedies.getOrDefault(about, "none");
  }
}
