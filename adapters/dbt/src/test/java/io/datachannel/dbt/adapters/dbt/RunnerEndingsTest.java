package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a process that writes and ends as a script says that stands for Python. */
@Tag("fault-38")
class RunnerEndingsTest {
  private static final String GOOD_NODE = node("orders", "success", "1.5");
  private static final String SUCCESS = end(true, 0);

  @TempDir
  Path folder;

  private final List<DbtEvent> events = new CopyOnWriteArrayList<>();
  private RunnerDbtProcess dbt;

  @BeforeEach
  void makeRunner() {
    dbt = new RunnerDbtProcess(
        folder.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, new TestFolders(folder), Duration.ofSeconds(1), RealDbt.CLOCK);
  }

  @ParameterizedTest
  @CsvSource({"RUNNER_CRASHED, exit 0, ended with exit code 0 before it was done", "RUNNER_CRASHED, exit 1, ended with exit code 1",
      "RUNNER_CRASHED, exit 2, ended with exit code 2", "RUNNER_OUT_OF_MEMORY, exit 137, killed by SIGKILL", "RUNNER_CRASHED, exit 143, killed by SIGTERM",
      "RUNNER_OUT_OF_MEMORY, kill -KILL $$, killed by SIGKILL", "RUNNER_CRASHED, kill -TERM $$, killed by SIGTERM",
      "RUNNER_CRASHED, kill -SEGV $$, killed by SIGSEGV"})
  void withoutALastWordItIsAFailureThatSaysHow(FailureCode code, String how, String told) {
    Failure failure = failureOf(how);

    assertEquals(code, failure.code());
    assertTrue(failure.message().contains(told), failure.message());
  }

  @Test
  void whatWasToldOfNodesBeforeACrashIsKept() {
    assertEquals(FailureCode.RUNNER_CRASHED, failureOf("kill -SEGV $$", GOOD_NODE).code());
    assertEquals(1, nodes());
  }

  @Test
  void theLastWordTellsWhatBecameOfIt() {
    assertEquals(new DbtEnd.Completed(), run("exit 0", GOOD_NODE, SUCCESS));
    assertEquals(new DbtEnd.Completed(), run("exit 1", node("orders", "error", "0.1"), end(false, 1)));
    assertEquals(FailureCode.RUNNER_CRASHED, failureOf("exit 1", end(false, 1)).code());
  }

  /** The code of users can write to the protocol, too. */
  @ParameterizedTest
  @CsvSource({"kill -SEGV $$, SIGSEGV", "kill -TERM $$, SIGTERM", "exit 7, exit code 7", "exit 1, exit code 1"})
  void aLastWordThatTheExitBeliesIsNotBelieved(String how, String told) {
    Failure failure = failureOf(how, GOOD_NODE, SUCCESS);

    assertEquals(FailureCode.RUNNER_CRASHED, failure.code());
    assertTrue(failure.message().contains(told), failure.message());
  }

  @Test
  void norIsOneBehindWhichTheProcessGoesOn() {
    assertEquals(new DbtEnd.TimedOut(), run(Duration.ofMillis(300), "exec sleep 600", GOOD_NODE, SUCCESS));
  }

  @Test
  void linesThatAreNotUnderstoodAreToldAndHarmNothing() {
    List<String> garbage = List.of("nonsense", "[]", "{}", "null", "{\"event\": \"_end\"}", "{\"event\": \"node_finished\"}",
        "{\"event\": \"launch\", \"at\": \"2026-01-02T03:04:05Z\"}", "{\"event\": \"log\", \"at\": \"now\"}", GOOD_NODE.substring(0, 60),
        node("late", "success", "-1"), node("later", "success", "1e300"), node("n".repeat(5000), "success", "1"), "\u0000\ufffd", "[".repeat(5000),
        GOOD_NODE.replace("\"rows_affected\": 1", "\"rows_affected\": {}"), "x".repeat(RunnerDbtProcess.LONGEST_LINE + 1));
    String[] lines = Stream.concat(garbage.stream(), Stream.of(GOOD_NODE, SUCCESS)).toArray(String[]::new);

    assertEquals(new DbtEnd.Completed(), run("exit 0", lines), this::log);

    assertEquals(1, nodes());
    assertEquals(garbage.size(), log().lines().filter(line -> line.startsWith("The runner wrote a line that is not understood: ")).count(), this::log);
  }

  @Test
  void rowsThatNoDatabaseHasAreNoNumber() {
    assertEquals(new DbtEnd.Completed(), run("exit 0", GOOD_NODE.replace("\"rows_affected\": 1", "\"rows_affected\": 1e1000000000"), SUCCESS));
  }

  @Test
  @Tag("fault-34")
  void aBreakdownForWantOfMemoryIsToldAsThat() {
    Failure failure = failureOf("echo \"terminate called after throwing an instance of 'std::bad_alloc'\" >&2; kill -ABRT $$", GOOD_NODE);

    assertEquals(FailureCode.RUNNER_OUT_OF_MEMORY, failure.code());
    assertTrue(failure.message().contains("out of memory"), failure.message());
  }

  @Test
  @Tag("fault-21")
  void aProgramThatDiesOfAFileThatIsTooLargeIsToldAsThat() {
    Failure failure = failureOf("kill -XFSZ $$", GOOD_NODE);

    assertEquals(FailureCode.RUNNER_DISK_FULL, failure.code());
    assertTrue(failure.message().contains("disk is full"), failure.message());
  }

  private long nodes() {
    return events.stream().filter(NodeFinished.class::isInstance).count();
  }

  private String log() {
    return events.stream().filter(LogLine.class::isInstance).map(event -> ((LogLine) event).text()).collect(Collectors.joining("\n"));
  }

  private Failure failureOf(String how, String... lines) {
    return assertInstanceOf(DbtEnd.Failed.class, run(how, lines), this::log).failure();
  }

  private DbtEnd run(String how, String... lines) {
    return run(Duration.ofMinutes(1), how, lines);
  }

  private DbtEnd run(Duration timeout, String how, String... lines) {
    events.clear();
    try {
      Path written = Files.write(folder.resolve("lines"), List.of(lines));
      Path program = Files.writeString(folder.resolve("python"), "#!/bin/sh\nread request\ncat '" + written + "'\n" + how + "\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      DbtRequest request = new DbtRequest(TinyProject.ACCOUNT, program, folder, List.of("build"), Map.of(), Map.of());
      return dbt.start(request, events::add).await(timeout);
    } catch (IOException disk) {
      throw new IllegalStateException(disk);
    }
  }

  private static String node(String name, String status, String seconds) {
    return "{\"event\": \"node_finished\", \"at\": \"2026-01-02T03:04:05.000000Z\", \"unique_id\": \"model.shop." + name + "\", \"resource_type\": \"model\","
        + " \"name\": \"" + name + "\", \"status\": \"" + status + "\", \"message\": \"OK\", \"started_at\": null, \"seconds\": " + seconds
        + ", \"rows_affected\": 1, \"thread\": \"Thread-1\"}";
  }

  private static String end(boolean success, int code) {
    return "{\"event\": \"_end\", \"at\": \"2026-01-02T03:04:05.000000Z\", \"success\": " + success + ", \"exit_code\": " + code
        + ", \"interrupted\": false, \"parsed\": true, \"nothing_to_do\": false, \"exception\": null, \"cpu_seconds\": 0.1, \"peak_memory_bytes\": 1}";
  }
}
