package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the code of a project can do to its run, through the whole service: the run says what it was, the next one works, and others go on. */
class HostileRunSystemTest {
  private static final String DBT_PROJECT = "name: small\nversion: '1.0'\nconfig-version: 2\nprofile: any\n";
  private static final String ENDLESS_JINJA =
      "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a * b %}{% endfor %}{% endfor %}";

  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  @Tag("fault-21")
  @Tag("fault-34")
  void wantOfMemoryAndOfDiskIsToldAndTheNextRunWorks() {
    int memory = service.project(small("models/hog.py", python("bytearray(1 << 46)"), "models/good.sql", "select 1 as id"));
    int disk = service.project(small(
        "models/hog.py", python("os.pwrite(os.open(os.path.join(os.environ['HOME'], 'large'), os.O_CREAT | os.O_WRONLY), b'x', 1 << 45)"),
        "models/good.sql", "select 1 as id"));
    int temporary = service.project(small("models/hog.py", python("os.posix_fallocate(os.open('/tmp/large', os.O_CREAT | os.O_WRONLY), 0, 1 << 40)")));
    List<Integer> runs = List.of(service.run(memory, hog()), service.run(disk, hog()), service.run(temporary, hog()));

    assertEnded(runs.get(0), "FAILED", "RUNNER_OUT_OF_MEMORY");
    assertEnded(runs.get(1), "FAILED", "RUNNER_DISK_FULL");
    assertEnded(runs.get(2), "FAILED", "RUNNER_DISK_FULL");
    List<Integer> next = List.of(service.run(memory, "{\"models\": [\"good\"]}"), service.run(disk, "{\"models\": [\"good\"]}"));
    next.forEach(run -> assertEnded(run, "SUCCESSFUL"));
  }

  /** One that no signal reaches, and what it started in sessions of their own. */
  @Test
  @Tag("fault-31")
  @Tag("fault-32")
  void whatHeedsNoCancelIsKilledWithItsDaemons() throws Exception {
    int project = service.project(small("models/hog.py", python(
        "subprocess.Popen('setsid nohup sleep 60791 >/dev/null 2>&1 &', shell=True, start_new_session=True).wait()",
        "import ctypes; [ctypes.CDLL(None).signal(n, 1) for n in (1, 2, 15)]; ctypes.PyDLL(None).sleep(600)"),
        "models/good.sql", "select 1 as id"));
    int run = service.run(project, hog());
    List<ProcessHandle> daemons = sleeping("60791");
    while (daemons.isEmpty()) {
      Pause.briefly();
      daemons = sleeping("60791");
    }

    api.post("runs/" + run + "/cancel", "");

    assertEnded(run, "CANCELLED", "RUN_CANCELLED");
    for (ProcessHandle daemon : daemons) {
      daemon.onExit().get(2, TimeUnit.SECONDS);
    }
    assertEnded(service.run(project, "{\"models\": [\"good\"]}"), "SUCCESSFUL");
  }

  /** It has used up all processes that it gets when another account's run begins, and holds them until that is over. */
  @Test
  @Tag("fault-33")
  void aForkBombLeavesRoomForTheRunsOfOthers() throws IOException {
    int bomb = service.run(service.project(small("models/hog.py", python(
        "for n in range(20000):",
        "    try:",
        "        if os.fork() == 0:",
        "            os.setsid()",
        "            time.sleep(600)",
        "            os._exit(0)",
        "    except OSError:",
        "        print('no more in', os.environ['HOME']); break",
        "while not os.path.exists(os.environ['HOME'] + '/go'): time.sleep(0.05)"))), hog());
    Pattern full = Pattern.compile("no more in (\\S+)");
    api.await("runs/" + bomb, seen -> !List.of("QUEUED", "RUNNING").contains(seen.getString("status"))
        || full.matcher(api.get("runs/" + bomb + "/log").body()).find());
    Matcher home = full.matcher(api.get("runs/" + bomb + "/log").body());
    assertTrue(home.find(), () -> api.get("runs/" + bomb + "/log").body());

    assertEquals("SUCCESSFUL", statusInAnotherAccount(small("models/good.sql", "select 1 as id")));

    Files.createFile(Path.of(home.group(1), "go"));
    assertEnded(bomb, "SUCCESSFUL");
  }

  private String statusInAnotherAccount(Repository repository) {
    Api others = new Api(service.service().address(), new Account(new ServiceTables(service.data()), "bystander").tokenFor("/api/v1"));
    int warehouse = others.post("warehouses", "{\"name\": \"duck\", \"type\": \"duckdb\", \"connection\": {\"path\": \"test.duckdb\"}}").id();
    int project = others.post("projects", "{\"name\": \"shop\", \"warehouseId\": %d, \"repositoryUrl\": \"%s\", \"branch\": \"main\"}"
        .formatted(warehouse, repository.url())).id();
    return others.finished(others.post("projects/" + project + "/runs", "{}").id()).getString("status");
  }

  @Test
  @Tag("fault-38")
  void aRunIsWhatItsProcessSaysAndNotWhatAModelWritesInItsPlace() {
    int project = service.project(small("models/hog.py", python(
        "import gc",
        "said = b'{\"event\": \"_end\", \"at\": \"2026-01-01T00:00:00Z\", \"success\": true, \"exit_code\": 0, \"interrupted\": false, \"parsed\": true, '",
        "said += b'\"nothing_to_do\": false, \"exception\": null}\\n{\"event\": \"_exit\", \"signal\": null, \"code\": 0, \"left\": false}\\nnonsense\\n'",
        "os.write(next(known.fd for known in gc.get_objects() if type(known).__name__ == 'Protocol'), said)",
        "os.kill(os.getpid(), signal.SIGSEGV)")));

    int run = service.run(project, hog());

    assertEnded(run, "FAILED", "RUNNER_CRASHED");
    assertTrue(api.items("runs/" + run + "/errors").toString().contains("SIGSEGV"));
  }

  @Test
  @Tag("fault-30")
  void aRefreshOfAProjectWhoseParseNeverEndsIsStopped() {
    Repository repository = small("models/endless.sql", ENDLESS_JINJA + " select 1 as id");
    int project = service.project(service.duckDb(), repository.url(), ", \"timeoutSeconds\": 5");

    JsonObject refresh = api.refreshed(project);

    assertEquals("FAILED", refresh.getString("state"), refresh::toString);
    assertEquals("RUN_TIMED_OUT", refresh.getJsonObject("failure").getString("code"), refresh::toString);
  }

  @Test
  @Tag("fault-30")
  void packagesWhoseNamesNeverEndTimeTheRunOut() {
    Repository repository = small("models/good.sql", "select 1 as id", "packages.yml", "packages:\n  - local: \"" + ENDLESS_JINJA + "x\"\n");

    int run = service.run(service.project(repository), "{\"timeoutSeconds\": 10}");

    assertEnded(run, "FAILED", "RUN_TIMED_OUT");
  }

  @Test
  @Tag("fault-39")
  void whatTheServiceSetsWinsOverTheRepository() throws IOException {
    Path canary = Files.writeString(Files.createDirectories(service.samples().resolve(service.fresh("canary"))).resolve("file"), "mine");
    Repository repository = small(
        "dbt_project.yml", DBT_PROJECT.replace("any", "mine") + """
            target-path: ../outside
            log-path: %1$s
            clean-targets: ["%1$s", "/"]
            query-comment: mine
            flags:
              send_anonymous_usage_stats: true
              version_check: true
              write_json: false
              partial_parse: false
              log_format: json
              log_format_file: json
              log_level: debug
              log_level_file: debug
              use_colors: true
              printer_width: 20
            """.formatted(canary.getParent()),
        "profiles.yml", "mine: {target: theirs, outputs: {theirs: {type: postgres, host: 127.0.0.1, port: 1, user: u, password: p, dbname: d, schema: s}}}\n",
        ".env", "DBT_PROFILES_DIR=.\nDBT_TARGET=theirs\nDBT_PROJECT_DIR=/\nDBT_TARGET_PATH=" + canary.getParent() + "\nDBT_ENGINE_TARGET=theirs\n",
        "models/seen.sql", "select 1 as id {{ print('target ' ~ target.type ~ ' ' ~ target.name) }}{{ print('dotenv ' ~ env_var('DBT_TARGET', 'unset')) }}");
    int project = service.project(repository);
    assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));

    int run = service.run(project, "{}");

    assertEnded(run, "SUCCESSFUL");
    String log = api.get("runs/" + run + "/log").body();
    assertTrue(log.contains("target duckdb "), log);
    assertTrue(log.contains("dotenv unset"), log);
    assertFalse(log.contains("{\"data\""), log);
    for (String artifact : List.of("manifest.json", "run_results.json")) {
      assertEquals(200, api.get("runs/" + run + "/artifacts/" + artifact).status());
    }
    assertEquals(List.of("file"), List.of(canary.getParent().toFile().list()));
  }

  @Test
  @Tag("fault-39")
  void packagesAreNotInstalledOutsideOfTheCheckout() throws IOException {
    Path canary = Files.writeString(Files.createDirectories(service.samples().resolve(service.fresh("canary"))).resolve("file"), "mine");
    Repository repository = small("models/good.sql", "select 1 as id",
        "dbt_project.yml", DBT_PROJECT + "packages-install-path: " + canary.getParent() + "\n",
        "packages.yml", "packages:\n  - local: inner\n", "inner/dbt_project.yml", "name: inner\nversion: '1.0'\n");

    int run = service.run(service.project(repository), "{}");

    assertEquals("FAILED", api.finished(run).getString("status"));
    assertEquals("mine", Files.readString(canary));
    assertEquals(List.of("file"), List.of(canary.getParent().toFile().list()));
  }

  private Repository small(String... files) {
    return Repository.of(service.samples(), service.fresh("hostile"), "dbt_project.yml", DBT_PROJECT).commit(files);
  }

  private static String hog() {
    return "{\"models\": [\"hog\"]}";
  }

  /** A model that is run by dbt's own process. */
  private static String python(String... statements) {
    return "import os, signal, subprocess, time\n\ndef model(dbt, session):\n    " + String.join("\n    ", statements)
        + "\n    return session.sql('select 1 as id')\n";
  }

  private void assertEnded(int run, String status, String... codes) {
    JsonObject finished = api.finished(run);
    assertEquals(status, finished.getString("status"), () -> api.get("runs/" + run + "/log").body());
    assertEquals(List.of(codes), api.items("runs/" + run + "/errors").stream().map(error -> error.getString("code")).toList());
  }

  private static List<ProcessHandle> sleeping(String seconds) {
    return ProcessHandle.allProcesses().filter(process -> commandLineOf(process).equals(Optional.of("sleep\0" + seconds + "\0"))).toList();
  }

  private static Optional<String> commandLineOf(ProcessHandle process) {
    try {
      return Optional.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
