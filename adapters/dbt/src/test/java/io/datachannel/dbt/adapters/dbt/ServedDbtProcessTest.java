package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dbt in forks of one server, for all of these tests; projects that can be parsed are parsed ahead. */
class ServedDbtProcessTest extends DbtProcessContract {
  @TempDir
  static Path servers;

  private static RunnerDbtProcess plain;
  private static ServedDbtProcess dbt;

  @BeforeAll
  static void makeServers() throws IOException {
    Files.createDirectories(servers.resolve("work"));
    plain = new RunnerDbtProcess(servers.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, new TestFolders(servers.resolve("work")), Duration.ofSeconds(10), RealDbt.CLOCK);
    dbt = ServedDbtProcess.over(plain, servers.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS,
        new ServerLimits(4096, Duration.ofHours(1), Duration.ofSeconds(30)), RealDbt.CLOCK);
  }

  @AfterAll
  static void endServers() {
    dbt.close();
  }

  /** In a folder that the servers saw when they were started. */
  @Override
  Path home() {
    return servers.resolve("work").resolve(folder.getFileName());
  }

  @Override
  DbtProcess dbt() {
    return dbt;
  }

  @Override
  Invocation start(DbtRequest request) {
    dbt.warm(request);
    return super.start(request);
  }

  /** Whatever it was that ended before. */
  @AfterEach
  void noneOfThemRanInAProcessOfItsOwn() {
    assertFalse(log().contains("a process of its own"), this::log);
    assertEquals(0, TestProcesses.runsIn(project.folder()));
  }

  @Test
  void aParseIsPutWhereItIsAskedFor() {
    assertEquals(new DbtEnd.Completed(), run(project.request("parse")));
    assertTrue(project.text("out/manifest.json").contains("model.shop.orders"));
    assertFalse(Files.exists(project.folder().resolve("out/partial_parse.msgpack")), "It was parsed anew.");
  }

  @Test
  void aRunOfAParsedProjectDoesNotParse() {
    assertEquals(new DbtEnd.Completed(), run(project.request("build")));
    assertFalse(Files.exists(project.folder().resolve("out/partial_parse.msgpack")), "It was parsed anew.");
    assertTrue(project.text("out/manifest.json").contains("\"invocation_id\": \"" + invocation("out/run_results.json")));
  }

  private String invocation(String artifact) {
    return project.text(artifact).replaceFirst("(?s).*?\"invocation_id\": \"([^\"]*)\".*", "$1");
  }

  /** Byte by byte, but for what names the invocation and its time: it is written in another way. */
  @Test
  void aServedRunWritesTheManifestThatOneOfItsOwnWrites() {
    project.model("late", "select *, '\u00e9' as \"\u00fc\" from {{ ref('orders') }}");
    assertEquals(new DbtEnd.Completed(), plain.start(project.request("build"), _ -> { }).await(Duration.ofMinutes(1)));
    String own = manifest();

    assertEquals(new DbtEnd.Completed(), run(project.request("build")));

    String served = manifest();
    int same = Arrays.mismatch(own.toCharArray(), served.toCharArray());
    assertEquals(-1, same, () -> around(same, own) + " became " + around(same, served));
  }

  private static String around(int position, String text) {
    return text.substring(Math.max(0, position - 200), Math.min(text.length(), position + 200));
  }

  private String manifest() {
    return project.text("out/manifest.json").replaceAll("\"(invocation_id|generated_at|invocation_started_at|run_started_at)\": \"[^\"]*\"", "$1")
        .replaceAll("\"created_at\": [0-9.]+", "created_at");
  }

  @Test
  void whatTheParseWarnedOfIsToldInEachRun() {
    project.write("models/odd.yml", "models: [{name: nowhere}]");
    for (int time = 0; time < 2; time++) {
      assertEquals(new DbtEnd.Completed(), run(project.request("run")));
    }
    assertEquals(2, all(LogLine.class).stream().filter(line -> line.text().contains("nowhere")).count(), this::log);
  }

  @Test
  void aProjectThatAsksForTheTimeWhileItIsParsedIsParsedForEachRun() {
    project.model("dated", "{{ config(alias='dated_' ~ run_started_at.strftime('%Y')) }} select 1 as id");
    assertEquals(new DbtEnd.Completed(), run(project.request("run")));
    assertTrue(Files.exists(project.folder().resolve("out/partial_parse.msgpack")), "A parse of another time was used.");
  }
}
