package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service itself stops, and starts again on its data folder. */
class RestartSystemTest {
  @TempDir private Path folder;

  @Test
  void aRunWhoseServiceIsKilledIsLostAndTheNextOneWorks() throws Exception {
    Secret token;
    int project;
    int run;
    try (ServiceProcess first = start()) {
      Api api = new Api(first.address(), first.token().orElseThrow());
      token = first.token().orElseThrow();
      project = project(api);
      run = atWork(api, project);
      List<ProcessHandle> runners = first.descendants("dbt_runner");
      assertFalse(runners.isEmpty());

      first.kill();

      // Those of the sandbox around it, too.
      for (ProcessHandle runner : runners) {
        runner.onExit().get(30, TimeUnit.SECONDS);
      }
    }
    try (ServiceProcess second = start()) {
      Api api = new Api(second.address(), token);

      JsonObject lost = api.finished(run);

      assertEquals("FAILED", lost.getString("status"));
      assertEquals("LOST", api.items("runs/" + run + "/errors").getFirst().getString("type"));
      assertTrue(api.get("runs/" + run + "/log").body().contains("START sql"));
      assertTrue(api.events(run, 0).getLast().isEmpty());
      assertEquals("SUCCESSFUL", api.finished(quick(api, project)).getString("status"));
      awaitNothingLeft();
      second.terminate();
    }
  }

  @Test
  void aServiceThatIsStoppedPutsItsRunsBackIntoTheQueueAndTheNextOneCarriesThemOut() throws Exception {
    Secret token;
    int run;
    try (ServiceProcess first = start()) {
      Api api = new Api(first.address(), first.token().orElseThrow());
      token = first.token().orElseThrow();
      run = atWork(api, project(api));
      ProcessHandle runner = first.descendants("dbt_runner").getFirst();

      first.terminate();

      runner.onExit().get(1, TimeUnit.SECONDS);
    }
    try (ServiceProcess second = start()) {
      Api api = new Api(second.address(), token);
      assertEquals(2, api.get("runs/" + run).json().getInt("attempt"));
      JsonObject why = api.items("runs/" + run + "/errors").getFirst();
      assertEquals("RUN_QUEUED_AGAIN", why.getString("code"));

      assertEquals(202, api.post("runs/" + run + "/cancel", "").status());

      assertEquals("CANCELLED", api.finished(run).getString("status"));
      second.terminate();
    }
  }

  @Test
  void aRunThatEndsWhileItsServiceStopsEndsAsItWouldHave() {
    Secret token;
    int run;
    try (ServiceProcess first = start("--drain-seconds", "60")) {
      Api api = new Api(first.address(), first.token().orElseThrow());
      token = first.token().orElseThrow();
      run = api.post("projects/" + project(api) + "/runs", "{\"models\": [\"quick\"]}").id();
      api.events(run, 0);

      first.terminate();
    }
    try (ServiceProcess second = start()) {
      JsonObject done = new Api(second.address(), token).finished(run);

      assertEquals("SUCCESSFUL", done.getString("status"));
      assertEquals(1, done.getInt("attempt"));
      second.terminate();
    }
  }

  @Test
  void aPortThatIsTakenStopsTheStartInOneLineAndLeavesNoDatabaseBehind() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServiceProcess service = ServiceProcess.start(
            "serve", folder.resolve("data"), "--port", Integer.toString(taken.getLocalPort()))) {
      service.awaitEnd();

      assertTrue(service.output().contains("--port, or 0 for any free one"), service::output);
      assertFalse(service.output().contains("Exception"), service::output);
      assertEquals(List.of(), ProcessHandle.allProcesses()
          .filter(process -> process.info().commandLine().orElse("").contains(folder.toString())).toList());
    }
  }

  private ServiceProcess start() {
    return start("--drain-seconds", "1");
  }

  private ServiceProcess start(String flag, String value) {
    return ServiceProcess.start(
        "serve", folder.resolve("data"), "--git.local-folders", folder.resolve("git").toString(), "--uv", SharedUv.program().toString(),
        "--lease-seconds", "12", flag, value);
  }

  private int project(Api api) {
    Repository repository = Repository.of(folder.resolve("git"), "slow",
        "dbt_project.yml", "name: slow\nversion: '1.0'\nconfig-version: 2\nprofile: any\n",
        "models/quick.sql", "select 1 as id",
        "models/endless.sql", "{{ config(materialized='table') }} " + StoppedRunSystemTest.ENDLESS);
    int warehouse = api.post("warehouses", """
        {"name": "duck", "type": "duckdb", "connection": {"path": "slow.duckdb"}}""").id();
    return api.post("projects", """
        {"name": "slow", "warehouseId": %d, "repositoryUrl": "%s", "branch": "main"}"""
        .formatted(warehouse, repository.url())).id();
  }

  private static int quick(Api api, int project) {
    return api.post("projects/" + project + "/runs", "{\"models\": [\"quick\"]}").id();
  }

  private static int atWork(Api api, int project) {
    int run = api.post("projects/" + project + "/runs", "{\"models\": [\"endless\"]}").id();
    StoppedRunSystemTest.awaitBegun(api, run);
    return run;
  }

  /** A run's folder goes behind its end. */
  private void awaitNothingLeft() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!leftovers().isEmpty() && System.nanoTime() < end) {
      Pause.briefly();
    }
    assertEquals(List.of(), leftovers());
  }

  private List<Path> leftovers() {
    Path work = folder.resolve("data/work");
    // Below the folders of accounts, which stay.
    return LiveFolder.below(work, 2).stream().filter(left -> left.getNameCount() == work.getNameCount() + 2).toList();
  }
}
