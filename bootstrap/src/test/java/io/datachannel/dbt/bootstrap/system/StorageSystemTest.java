package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs and artifacts in a bucket: of a run, through an outage of the store, and through a kill of the service during it. */
class StorageSystemTest {
  @TempDir private Path folder;

  private final StoreProcess store = new StoreProcess();

  @AfterEach
  void stopTheStore() {
    store.close();
  }

  @Test
  @Tag("fault-19")
  void whatIsWrittenWhileTheStoreIsAwayIsReadableAndIsSentLater() throws Exception {
    Secret token;
    int uploaded;
    int own;
    try (ServiceProcess first = start()) {
      URI address = first.address();
      token = first.token().orElseThrow();
      Api api = new Api(address, token);
      int project = project(api);
      assertAllIsInTheBucket(first, api, api.post("projects/" + project + "/runs", "{}").id());
      Api meta = Api.meta(address, reporterToken(api));
      uploaded = reported(meta, project);
      int before = reported(meta, project);
      assertEquals(201, upload(meta, before, "stored before").status());
      assertEquals(200, meta.patch("runs/" + before + "/status", "{\"status\": \"SUCCESSFUL\"}").status());
      awaitNothingWaitsOf(before);

      store.stop();

      Api.Answer refused = upload(meta, uploaded, "kept here");
      assertEquals("503 STORAGE_UNAVAILABLE", brief(refused));
      assertTrue(refused.body().contains("kept"), refused::body);
      assertEquals("kept here", api.get("runs/" + uploaded + "/log").body());
      own = api.post("projects/" + project + "/runs", "{}").id();
      assertEquals("SUCCESSFUL", api.finished(own).getString("status"));
      assertEquals("PENDING PENDING", files(api, own));
      awaitStorage(address, "DOWN");
      assertTrue(api.get("runs/" + own + "/log").body().contains("Completed successfully"));
      assertEquals(200, api.get("runs/" + own + "/artifacts/manifest.json").status());
      assertTrue(api.get("runs/" + own + "/log/link").json().getBoolean("needsToken"));
      assertEquals("503 STORAGE_UNAVAILABLE", brief(api.get("runs/" + before + "/log")));
      assertFalse(first.output().contains(store.secretKey()), first::output);
      first.kill();
    }
    store.start();
    try (ServiceProcess second = start()) {
      Api api = new Api(second.address(), token);

      for (int run : List.of(uploaded, own)) {
        String path = api.await("runs/" + run, seen -> seen.containsKey("logFilePath")).getString("logFilePath");
        assertTrue(path.startsWith("s3://" + store.bucket() + "/dbt/accounts/1/runs/" + run + "/"), path);
      }
      assertEquals("kept here", api.get("runs/" + uploaded + "/log").body());
      assertTrue(api.get("runs/" + own + "/log").body().contains("Completed successfully"));
      assertEquals(200, api.get("runs/" + own + "/artifacts/manifest.json").status());
      assertEquals("STORED STORED", files(api, own));
      awaitStorage(second.address(), "UP");
      awaitNothingWaitsOf(own);
      second.terminate();
    }
  }

  @Test
  void aStoreThatRefusesIsNamedAtTheStart() {
    try (ServiceProcess service = ServiceProcess.start("serve", folder.resolve("data"),
        flags("--storage.s3.secret-key", "wrong-key-of-the-test"))) {
      service.address();

      assertTrue(service.output().contains("until the storage can be used"), service::output);
      assertFalse(service.output().contains("wrong-key-of-the-test"), service::output);
      service.terminate();
    }
  }

  private static String files(Api api, int run) {
    JsonObject files = api.get("runs/" + run).json().getJsonObject("files");
    return files.getString("log") + " " + files.getString("artifacts");
  }

  /** The service is ready all the same, with or without. */
  private static void awaitStorage(URI service, String status) throws Exception {
    String wanted = "{\"status\":\"" + status + "\",\"name\":\"storage\",";
    for (int look = 0; ; look++) {
      HttpResponse<String> answer = HttpClient.newHttpClient().send(
          HttpRequest.newBuilder(service.resolve("/health/ready")).build(), BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer::body);
      if (answer.body().contains(wanted)) {
        return;
      }
      assertTrue(look < 600, answer::body);
      Pause.briefly();
    }
  }

  private void assertAllIsInTheBucket(ServiceProcess service, Api api, int run) throws Exception {
    assertEquals("SUCCESSFUL", api.finished(run).getString("status"));
    String path = api.await("runs/" + run, seen -> seen.containsKey("logFilePath")).getString("logFilePath");
    assertEquals("s3://" + store.bucket() + "/dbt/accounts/1/runs/" + run + "/run.log", path);
    String log = api.get("runs/" + run + "/log").body();
    assertTrue(log.contains("Completed successfully"), log);
    assertEquals(log, download(service, api.get("runs/" + run + "/log/link").json()));
    String manifest = api.get("runs/" + run + "/artifacts/manifest.json").body();
    assertTrue(manifest.startsWith("{\"metadata\""), manifest.substring(0, 20));
    assertEquals(manifest, download(service, api.get("runs/" + run + "/artifacts/manifest.json/link").json()));
    awaitNothingWaitsOf(run);
  }

  /** As a browser does: without a token. */
  private static String download(ServiceProcess service, JsonObject link) throws Exception {
    assertFalse(link.getBoolean("needsToken"), link::toString);
    URI url = service.address().resolve(link.getString("url"));
    HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.body();
  }

  private void awaitNothingWaitsOf(int run) {
    for (int look = 0; !waiting(run).isEmpty(); look++) {
      assertTrue(look < 600, () -> "still there is something of run " + run);
      Pause.briefly();
    }
  }

  /** Files of a run on this disk. */
  private List<Path> waiting(int run) {
    return LiveFolder.below(folder.resolve("data"), 8).stream()
        .filter(file -> Files.isRegularFile(file) && file.toString().contains("/runs/" + run + "/")).toList();
  }

  private ServiceProcess start() {
    return ServiceProcess.start("serve", folder.resolve("data"), flags("--storage.s3.secret-key", store.secretKey()));
  }

  private String[] flags(String... more) {
    return Stream.concat(Stream.of(more), Stream.of("--git.local-folders", folder.resolve("git").toString(),
        "--uv", SharedUv.program().toString(),
        "--storage.s3.bucket", store.bucket(), "--storage.s3.endpoint", store.address(), "--storage.s3.prefix", "dbt",
        "--storage.s3.access-key", store.accessKey())).toArray(String[]::new);
  }

  private static Secret reporterToken(Api api) {
    return new Secret(api.post("tokens", "{\"label\": \"pipeline\", \"role\": \"SERVICE\"}").json().getString("token"));
  }

  private static int reported(Api meta, int project) {
    return meta.post("runs", "{\"projectId\": " + project + ", \"status\": \"RUNNING\"}").id();
  }

  private static Api.Answer upload(Api meta, int run, String text) {
    return meta.upload("runs/" + run + "/logs", BodyPublishers.ofString(text));
  }

  private static String brief(Api.Answer answer) {
    return answer.status() + " " + answer.code();
  }

  private int project(Api api) {
    Repository repository = Repository.of(folder.resolve("git"), "tiny",
        "dbt_project.yml", "name: tiny\nversion: '1.0'\nconfig-version: 2\nprofile: any\n", "models/one.sql", "select 1 as id");
    int warehouse = api.post("warehouses", """
        {"name": "duck", "type": "duckdb", "connection": {"path": "tiny.duckdb"}}""").id();
    return api.post("projects", """
        {"name": "tiny", "warehouseId": %d, "repositoryUrl": "%s", "branch": "main"}""".formatted(warehouse, repository.url())).id();
  }
}
