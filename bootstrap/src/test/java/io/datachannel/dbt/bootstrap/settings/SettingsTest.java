package io.datachannel.dbt.bootstrap.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.SandboxNetwork;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void theDefaultsNeedNothing() {
    ServiceSettings settings = read();

    assertEquals(Path.of("data").toAbsolutePath(), settings.dataFolder());
    assertEquals("127.0.0.1", settings.host());
    assertEquals(8080, settings.port());
    assertEquals(4, settings.runsAtOnce());
    assertEquals(2, settings.refreshesAtOnce());
    assertEquals(Duration.ofSeconds(40), settings.lease());
    assertEquals(256, settings.logUploadMegabytes());
    assertEquals(new ServiceSettings.QueueChoice(4, 1000, Duration.ofSeconds(30)), settings.queue());
    assertEquals(Optional.empty(), settings.uv());
    assertEquals(new ServiceSettings.DbtServerChoice(1024, Duration.ofHours(1)), settings.dbtServers());
    assertEquals(new ServiceSettings.SandboxChoice(ServiceSettings.SandboxChoice.Mode.AUTO, 1024, 8192, 20_480, 1024, 51_200, List.of(),
        new SandboxNetwork(SandboxNetwork.Kind.AUTO, List.of())), settings.sandbox());
    assertEquals(Optional.empty(), settings.bucket());
    assertEquals(new ServiceSettings.DatabaseChoice(Optional.empty(), "", "", "dc_admin", "dc_logs", 16), settings.database());
    assertEquals(new ServiceSettings.GitChoice(List.of(), List.of(), List.of(), 1024, 100_000, Duration.ofMinutes(15),
        Optional.of(Duration.ofMinutes(5))), settings.git());
    assertEquals(new ServiceSettings.ProviderChoice(URI.create("https://api.github.com"), URI.create("https://gitlab.com/api/v4"),
        URI.create("https://api.bitbucket.org/2.0"), Optional.empty()), settings.providers());
    assertEquals(Optional.empty(), settings.jwt());
    assertEquals(new ServiceSettings.NotifyChoice(Optional.empty(), List.of(), List.of(), Optional.empty()), settings.notifications());
    assertEquals(new ServiceSettings.ObserveChoice(ServiceSettings.LogForm.TEXT, Optional.empty(), 20, Optional.empty()), settings.observe());
    assertEquals(Optional.empty(), settings.web());
  }

  @Test
  void everyFlagArrivesInItsPlace() {
    ServiceSettings settings = read(
        "--data-folder", "/srv/dbt", "--host=::1", "--port", "0", "--runs-at-once", "8", "--refreshes-at-once", "3",
        "--runs-per-account", "6", "--queued-per-account", "70", "--drain-seconds", "9", "--lease-seconds", "12",
        "--log-upload-megabytes", "5", "--storage.spool-megabytes", "444", "--uv", "/bin/uv", "--dbt-server-megabytes", "0", "--dbt-server-idle-seconds", "77",
        "--sandbox", "required", "--sandbox.processes", "99", "--sandbox.memory-megabytes", "777", "--sandbox.file-megabytes", "88", "--sandbox.temporary-megabytes", "66", "--sandbox.account-megabytes", "55",
        "--sandbox.readable", "/opt/microsoft, /opt/oracle", "--sandbox.network", "own", "--sandbox.local-ports", "5432, 3306",
        "--database.url", "jdbc:mysql://db/", "--database.user", "dbt", "--database.password", "hunter22",
        "--database.admin-schema", "dc_admin_staging", "--database.logs-schema", "dc_logs_staging", "--database.pool-size", "5",
        "--storage.s3.bucket", "dbt-logs", "--storage.s3.region", "eu-central-1", "--storage.s3.endpoint", "https://s3.local",
        "--storage.s3.prefix", "prod/dbt", "--storage.s3.path-style", "false", "--storage.s3.access-key", "AKIA1",
        "--storage.s3.secret-key", "hunter24",
        "--git.local-folders", "/a, /b", "--git.insecure-hosts", "git.local", "--git.private-hosts", "git.corp, 10.20.0.0/16",
        "--git.max-megabytes", "7", "--git.max-files", "9", "--git.fetch-seconds", "60", "--git.look-seconds", "0",
        "--github.api-url", "https://git.local/api/v3/", "--github.web-url", "https://git.local", "--github.client-id", "Iv1",
        "--github.client-secret", "hunter23", "--github.callback-url", "https://dbt.local/api/v1/oauth/github/callback",
        "--gitlab.api-url", "https://lab.local/api/v4", "--bitbucket.api-url", "http://[::1]:8081",
        "--jwt.issuer", "https://login.local", "--jwt.public-key-location", "keys.json", "--jwt.audiences", "dbt, all",
        "--jwt.algorithm", "ES256", "--jwt.clock-skew-seconds", "5", "--jwt.longest-seconds", "600", "--jwt.account-claim", "tenant",
        "--jwt.user-claim", "uid", "--jwt.roles-claim", "roles", "--public-url", "https://dbt.local/x",
        "--notify.insecure-hosts", "hooks.local", "--notify.private-hosts", "chat.corp, 10.30.0.0/16", "--mail.host", "mail.corp",
        "--mail.port", "25", "--mail.user", "dbt", "--mail.password", "hunter25", "--mail.from", "dbt@acme.example", "--mail.security", "tls",
        "--log.format", "json", "--metrics.token", "hunter26hunter26", "--metrics.accounts", "7", "--traces.endpoint", "http://collector:4318",
        "--traces.headers", "Authorization=Bearer hunter27, X-Scope=a=b", "--web.folder", "/page");

    assertEquals(new ServiceSettings(Path.of("/srv/dbt"), "::1", 0, 8, 3, Duration.ofSeconds(12), 5, 444, Optional.of(Path.of("/bin/uv")),
        new ServiceSettings.DbtServerChoice(0, Duration.ofSeconds(77)),
        new ServiceSettings.SandboxChoice(ServiceSettings.SandboxChoice.Mode.REQUIRED, 99, 777, 88, 66, 55,
            List.of(Path.of("/opt/microsoft"), Path.of("/opt/oracle")), new SandboxNetwork(SandboxNetwork.Kind.OWN, List.of(5432, 3306))),
        Optional.of(new ServiceSettings.BucketChoice("dbt-logs", "eu-central-1", Optional.of(URI.create("https://s3.local")), "prod/dbt/",
            false, Optional.of(new ServiceSettings.AccessKey("AKIA1", new Secret("hunter24"))))),
        new ServiceSettings.QueueChoice(6, 70, Duration.ofSeconds(9)),
        new ServiceSettings.DatabaseChoice(
            Optional.of("jdbc:mysql://db/"), "dbt", "hunter22", "dc_admin_staging", "dc_logs_staging", 5),
        new ServiceSettings.GitChoice(List.of(Path.of("/a"), Path.of("/b")), List.of("git.local"), List.of("git.corp", "10.20.0.0/16"),
            7, 9, Duration.ofMinutes(1), Optional.empty()),
        new ServiceSettings.ProviderChoice(URI.create("https://git.local/api/v3"), URI.create("https://lab.local/api/v4"),
            URI.create("http://[::1]:8081"), Optional.of(new ServiceSettings.GitHubLogin(URI.create("https://git.local"), "Iv1",
                new Secret("hunter23"), Optional.of(URI.create("https://dbt.local/api/v1/oauth/github/callback"))))),
        Optional.of(new ServiceSettings.JwtChoice("https://login.local", new ServiceSettings.KeyChoice.At("keys.json"),
            List.of("dbt", "all"), "ES256", Duration.ofSeconds(5), Optional.of(Duration.ofMinutes(10)), "tenant", "uid",
            "roles")),
        new ServiceSettings.NotifyChoice(Optional.of(URI.create("https://dbt.local/x/")), List.of("hooks.local"),
            List.of("chat.corp", "10.30.0.0/16"), Optional.of(new ServiceSettings.MailChoice("mail.corp", 25,
                Optional.of(new ServiceSettings.MailLogin("dbt", new Secret("hunter25"))), "dbt@acme.example",
                ServiceSettings.MailSecurity.TLS))),
        new ServiceSettings.ObserveChoice(ServiceSettings.LogForm.JSON, Optional.of(new Secret("hunter26hunter26")), 7,
            Optional.of(new ServiceSettings.TraceChoice(URI.create("http://collector:4318/v1/traces"),
                Map.of("Authorization", new Secret("Bearer hunter27"), "X-Scope", new Secret("a=b"))))),
        Optional.of(Path.of("/page"))), settings);
    assertFalse(settings.toString().contains("hunter2"));
  }

  @Test
  void aSecretThatCannotBeTakenIsNotShown() {
    assertFalse(refusal("--metrics.token", "hunter2").contains("hunter2"));
    assertFalse(refusal("--traces.endpoint", "http://c", "--traces.headers", "hunter2").contains("hunter2"));
  }

  @Test
  void aCollectorWithAPathIsTakenAsItIs() {
    assertEquals(URI.create("https://c/otlp"), read("--traces.endpoint", "https://c/otlp/").observe().traces().orElseThrow().endpoint());
  }

  @Test
  void aBucketBehindAnEndpointStandsInThePath() {
    assertTrue(read("--storage.s3.bucket", "dbt-logs", "--storage.s3.endpoint", "http://minio:9000").bucket().orElseThrow().pathStyle());
    assertFalse(read("--storage.s3.bucket", "dbt-logs").bucket().orElseThrow().pathStyle());
  }

  @Test
  void aFlagGoesBeforeTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("service.properties"), "datachannel.port=9000\ndatachannel.runs-at-once=2\n");

    ServiceSettings settings = read("--config", file.toString(), "--port", "9001");

    assertEquals(9001, settings.port());
    assertEquals(2, settings.runsAtOnce());
  }

  @Test
  void anUnknownSettingInTheFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("service.properties"), "datachannel.prot=9000\n");

    assertTrue(refusal("--config", file.toString()).contains("datachannel.prot"));
  }

  @Test
  void aNameInTheFileWithoutItsPrefixIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("service.properties"), "sandbox=required\n");

    assertTrue(refusal("--config", file.toString()).contains("write datachannel.sandbox."));
  }

  @Test
  void aMisspeltVariableIsNamedWithTheOneThatMayBeMeant() {
    Flags none = Flags.parse(List.of());
    LoadConfig.from(none, Map.of("DATACHANNEL_SANDBOX", "x", "DATACHANNEL_DATABASE_POOL_SIZE", "2", "PATH", "/bin"));
    LoadConfig.from(none, Map.of("DATACHANNEL_DBT_SERVICE_HOST", "10.0.0.1", "DATACHANNEL_DBT_SERVICE_PORT_HTTP", "80",
        "DATACHANNEL_DBT_PORT", "tcp://10.0.0.1:80", "DATACHANNEL_DBT_PORT_80_TCP_ADDR", "10.0.0.1"));

    assertEquals("The environment holds the unknown setting DATACHANNEL_DATABASE_PASWORD; did you mean DATACHANNEL_DATABASE_PASSWORD? './run help' lists all.",
        refusalOf("DATACHANNEL_DATABASE_PASWORD"));
    assertTrue(refusalOf("DATACHANNEL_CONFIG").contains("by the flag --config"));
    assertTrue(refusalOf("DATACHANNEL_OTHER_SERVICES_API_ADDRESS").contains("take it out of the environment"));
  }

  private static String refusalOf(String variable) {
    return assertThrows(BadSettings.class, () -> LoadConfig.from(Flags.parse(List.of()), Map.of(variable, "hunter2"))).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "--prot 1", "port 1", "--port", "--port x", "--port 70000", "--port -1", "--runs-at-once 0", "--lease-seconds 2", "--dbt-server-megabytes -1", "--dbt-server-idle-seconds 0", "--sandbox on", "--sandbox.processes 1", "--sandbox.network none", "--sandbox.local-ports 0", "--sandbox.local-ports 5432,x", "--sandbox.account-megabytes 0", "--database.url postgres://x",
      "--database.admin-schema a-b", "--storage.s3.bucket A_B", "--storage.s3.bucket b1b --storage.s3.access-key AKIA1",
      "--storage.s3.bucket b1b --storage.s3.prefix ../up", "--storage.s3.bucket b1b --storage.s3.path-style yes",
      "--notify.private-hosts 10.0.0.0/99", "--public-url dbt", "--mail.host mail.corp", "--mail.from dbt@acme.example",
      "--mail.host mail.corp --mail.from dbt", "--mail.host m --mail.from a@b --mail.user dbt", "--mail.security ssl",
      "--log.format xml", "--metrics.token short", "--metrics.accounts 0", "--traces.endpoint collector:4318", "--traces.headers A=b",
      "--traces.endpoint http://c --traces.headers A", "--traces.endpoint http://c --traces.headers A=b,a=c",
      "--git.private-hosts 10.0.0.0/99", "--git.private-hosts git_corp!", "--git.fetch-seconds 0",
      "--github.api-url ftp://x", "--jwt.issuer x", "--jwt.issuer x --jwt.public-key y --jwt.public-key-location z",
      "--jwt.issuer x --jwt.public-key y --jwt.algorithm HS256",
      "--github.client-id Iv1", "--gitlab.api-url https://u:p@host", "--config nowhere.properties", "--data-folder="})
  void aBadSettingIsRefusedInOneLine(String line) {
    assertFalse(refusal(line.split(" ")).contains("\n"));
  }

  private static String refusal(String... words) {
    return assertThrows(BadSettings.class, () -> read(words)).getMessage();
  }

  private static ServiceSettings read(String... words) {
    return ReadSettings.from(LoadConfig.from(Flags.parse(List.of(words))));
  }
}
