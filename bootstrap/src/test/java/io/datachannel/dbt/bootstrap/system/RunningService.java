package io.datachannel.dbt.bootstrap.system;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.datachannel.dbt.bootstrap.Service;
import io.datachannel.dbt.bootstrap.settings.Flags;
import io.datachannel.dbt.bootstrap.settings.LoadConfig;
import io.datachannel.dbt.bootstrap.settings.ReadSettings;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.util.FileUtils;
import org.eclipse.microprofile.config.Config;

/**
 * The real composition root with its embedded defaults, once for all system tests of this JVM (Helidon MP runs one server in a
 * JVM). Each test adds its own projects.
 */
final class RunningService {
  static final String CLIENT_SECRET = "siskinsiskinsiskin";
  static final String METRICS_TOKEN = "wagtailwagtailwagtail";
  /** Where traces go, at the server that stands for GitHub. */
  static final String COLLECTOR = "/collector";
  private static final RunningService ONE = new RunningService();

  private final AtomicInteger names = new AtomicInteger();
  private final SigningPlatform platform = new SigningPlatform();
  private final Path samples;
  private final Path data;
  private final Service service;
  private final Api api;
  private final ServiceLog log;
  private final Secret token;
  /** Stands for GitHub: its pages below /web, its API below /api. */
  private final WireMockServer github =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  private RunningService() {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/system")), "service-").toAbsolutePath();
      samples = Files.createDirectories(folder.resolve("samples"));
      data = folder.resolve("data");
      ReadyDatabase.in(data.resolve("database"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    github.start();
    String githubUrl = "http://127.0.0.1:" + github.port();
    Config config = LoadConfig.from(Flags.parse(List.of(
        "--data-folder", data.toString(), "--port", "0", "--drain-seconds", "1", "--sandbox.processes", "256",
        "--uv", SharedUv.program().toString(), "--sandbox.readable", SharedUv.tool().toString(),
        "--git.local-folders", samples.toString(), "--git.insecure-hosts", "127.0.0.1", "--git.look-seconds", "0",
        "--sandbox.network", "own", "--sandbox.local-ports", WarehousePorts.all(),
        "--notify.insecure-hosts", "127.0.0.1", "--public-url", "https://dbt.example",
        "--github.api-url", githubUrl + "/api", "--github.web-url", githubUrl + "/web",
        "--github.client-id", "Iv1.test", "--github.client-secret", CLIENT_SECRET,
        "--metrics.token", METRICS_TOKEN, "--traces.endpoint", githubUrl + COLLECTOR,
        "--jwt.issuer", SigningPlatform.ISSUER, "--jwt.public-key", platform.publicKey())));
    service = Service.start(ReadSettings.from(config), config);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
    log = ServiceLog.capture();
    token = service.newToken("system tests", Role.ADMIN);
    api = new Api(service.address(), token);
  }

  /** The data folder holds a database server and many environments; it is not kept. */
  private void stop() {
    service.close();
    github.stop();
    try {
      ReadOnlyCheckouts.open(data);
      FileUtils.delete(data.getParent().toFile(), FileUtils.RECURSIVE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static RunningService get() {
    return ONE;
  }

  Api api() {
    return api;
  }

  WireMockServer github() {
    return github;
  }

  SigningPlatform platform() {
    return platform;
  }

  String token() {
    return token.reveal();
  }

  Service service() {
    return service;
  }

  ServiceLog log() {
    return log;
  }

  Path samples() {
    return samples;
  }

  Path data() {
    return data;
  }

  /** A name that no other test uses. */
  String fresh(String word) {
    return word + "-" + names.incrementAndGet();
  }

  /** A DuckDB warehouse of its own. */
  int duckDb() {
    return api.post("warehouses", """
        {"name": "duck", "type": "duckdb", "connection": {"path": "%s.duckdb"}}""".formatted(fresh("test"))).id();
  }

  int project(int warehouse, String repositoryUrl, String more) {
    return api.post("projects", """
        {"name": "shop", "warehouseId": %d, "repositoryUrl": "%s", "branch": "main"%s}"""
        .formatted(warehouse, repositoryUrl, more)).id();
  }

  /** A project on a DuckDB of its own. */
  int project(Repository repository) {
    return project(duckDb(), repository.url(), "");
  }

  int run(int project, String demand) {
    return api.post("projects/" + project + "/runs", demand).id();
  }
}
