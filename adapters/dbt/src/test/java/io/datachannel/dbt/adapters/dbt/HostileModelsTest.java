package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.domain.failure.Shortage;
import io.datachannel.dbt.domain.run.NodeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that do to their run and to its server what they can; all of them below one server, which others go on to use. */
class HostileModelsTest {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofMillis(500);
  /** Jinja, for as long as anybody waits. */
  private static final String ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a * b %}{% endfor %}{% endfor %}";
  private static final AtomicInteger PROJECTS = new AtomicInteger();

  @TempDir
  static Path root;

  private static RunnerDbtProcess plain;
  private static ServedDbtProcess served;

  private final List<DbtEvent> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> nodeStarted = new CompletableFuture<>();
  private TinyProject project;

  @BeforeAll
  static void makeServer() {
    plain = new RunnerDbtProcess(root.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, new TestFolders(root), GRACE, RealDbt.CLOCK);
    served = ServedDbtProcess.over(plain, root.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS,
        new ServerLimits(4096, Duration.ofHours(1), Duration.ofSeconds(30)), RealDbt.CLOCK);
  }

  @AfterAll
  static void endServers() {
    served.close();
  }

  @BeforeEach
  void makeProject() {
    project = new TinyProject(root.resolve("project-" + PROJECTS.incrementAndGet()));
    // The server of the environment is there, and one that keeps a parse is not: what a test adds to the project counts.
    served.warm(project.request("deps"));
  }

  /** Neither signals nor the lines of the control stream reach it: it holds Python's lock for good. */
  @ParameterizedTest
  @Tag("fault-31")
  @ValueSource(booleans = {true, false})
  void aModelThatNoSignalReachesIsKilledAfterTheGrace(boolean inAServer) throws Exception {
    project.python("deaf", "import ctypes; [ctypes.CDLL(None).signal(n, 1) for n in (1, 2, 15)]; ctypes.PyDLL(None).sleep(600)");
    Invocation invocation = (inAServer ? served : plain).start(project.request("run", "--select", "deaf"), this::take);
    nodeStarted.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);

    assertEquals(new DbtEnd.TimedOut(), invocation.await(Duration.ofMillis(200)));

    assertNothingIsLeft();
    assertTheServerServes();
  }

  /** A daemon in the manner of daemons, a shell's, and one that is never twice the same process. */
  @Test
  @Tag("fault-32")
  void daemonsAreDeadWhenTheRunIsOver() throws Exception {
    project.python("father", String.join("\n    ",
        "subprocess.Popen('setsid nohup sleep 60781 >/dev/null 2>&1 &', shell=True, start_new_session=True).wait()",
        "if os.fork() == 0:",
        "    os.setsid()",
        "    if os.fork() == 0:",
        "        os.chdir('/'); os.execvp('sleep', ['sleep', '60782'])",
        "    os._exit(0)",
        "if os.fork() == 0:",
        "    os.setsid()",
        "    while True:",
        "        if os.fork(): os._exit(0)",
        "time.sleep(0.5)"));

    assertEquals(new DbtEnd.Completed(), run("run", "--select", "father"), this::log);

    assertEquals("success", onlyNode().dbtStatus(), this::log);
    assertNothingIsLeft();
    assertTheServerServes();
  }

  /**
   * What watches over it cannot tell any more how it ended, nor kill the rest: the server goes, and all that is below it; also a parse, of which nobody
   * knows when it would end.
   */
  @Test
  @Tag("fault-32")
  void aModelThatKillsWhatWatchesOverItIsDeadWhenItsRunIsOver() throws Exception {
    TinyProject endless = new TinyProject(root.resolve("beside-the-murderer")).model("endless", ENDLESS + " select 1 as id");
    Invocation parse = served.start(endless.request("parse"), _ -> { });
    project.python("murderer", String.join("\n    ",
        "import ctypes; ctypes.CDLL(None).prctl(1, 0)",
        "subprocess.Popen(['sleep', '60783'], start_new_session=True)",
        "os.kill(os.getppid(), signal.SIGKILL)",
        "time.sleep(600)"));

    assertInstanceOf(DbtEnd.Failed.class, run("run", "--select", "murderer"), this::log);

    assertNothingIsLeft();
    parse.kill();
    served.warm(project.request("deps"));
    assertTheServerServes();
  }

  @Test
  @Tag("fault-31")
  void aModelThatStopsWhatWatchesOverItIsDeadWhenItsRunIsOver() throws Exception {
    project.python("jailer", "os.kill(os.getppid(), signal.SIGSTOP); time.sleep(600)");
    Invocation invocation = served.start(project.request("run", "--select", "jailer"), this::take);
    nodeStarted.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);

    assertEquals(new DbtEnd.TimedOut(), invocation.await(Duration.ofMillis(200)));

    assertNothingIsLeft();
  }

  /** It holds the pipe of the runner's lines, as all of its process does, but no connection to the service. */
  @Test
  @Tag("fault-38")
  void aModelThatSpeaksAsItsKeeperIsNotUnderstood() throws Exception {
    project.python("liar", String.join("\n    ",
        "import gc, socket, stat",
        "said = b'{\"event\": \"_exit\", \"signal\": null, \"code\": 0, \"left\": false}\\n{\"event\": \"started\", \"pid\": 1}\\nnonsense\\n'",
        "os.write(next(known.fd for known in gc.get_objects() if type(known).__name__ == 'Protocol'), said)",
        "for fd in range(200):",
        "    try:",
        "        if stat.S_ISSOCK(os.fstat(fd).st_mode) and socket.socket(fileno=os.dup(fd)).getsockname():",
        "            print('a connection:', fd)",
        "    except OSError: pass",
        "time.sleep(0.5)"));

    assertEquals(new DbtEnd.Completed(), run("run", "--select", "liar"), this::log);

    assertEquals("success", onlyNode().dbtStatus());
    assertTrue(log().contains("a line that is not understood:  {\"event\": \"_exit\""), this::log);
    assertFalse(log().contains("a connection:"), this::log);
    assertTheServerServes();
  }

  @Test
  @Tag("fault-33")
  void aForkBombIsBoundedAndOtherRunsGoOnMeanwhile() throws Exception {
    Path go = project.folder().resolve("go");
    project.python("bomb", String.join("\n    ",
        "for n in range(5000):",
        "    try:",
        "        if os.fork() == 0:",
        "            os.setsid()",
        "            time.sleep(600)",
        "            os._exit(0)",
        "    except OSError:",
        "        print('no more than', n); break",
        "while not os.path.exists('" + go + "'): time.sleep(0.05)"));
    CompletableFuture<Void> full = new CompletableFuture<>();
    Invocation bomb = served.start(project.request("run", "--select", "bomb"), event -> {
      take(event);
      if (event instanceof LogLine line && line.text().startsWith("no more than ")) {
        full.complete(null);
      }
    });
    full.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);

    TinyProject other = new TinyProject(root.resolve("beside-the-bomb"));
    List<String> said = new CopyOnWriteArrayList<>();
    assertEquals(new DbtEnd.Completed(), served.start(other.request("run"), event -> said.add(event.toString())).await(LONG_ENOUGH), said::toString);

    Files.createFile(go);
    assertEquals(new DbtEnd.Completed(), bomb.await(LONG_ENOUGH), this::log);
    assertNothingIsLeft();
    served.warm(project.request("deps"));
    assertTheServerServes();
  }

  @Test
  @Tag("fault-34")
  void wantOfMemoryIsToldByItsNodeInPythonAndInSql() {
    project.python("hog", "bytearray(1 << 46)")
        .model("spill", "{{ config(pre_hook=[\"set memory_limit = '40MB'\", \"set temp_directory = ''\"]) }}"
            + " select list(range::varchar || repeat('x', 100)) as a from range(2000000)");

    assertEquals(new DbtEnd.Completed(), run("run", "--select", "hog", "spill", "--threads", "1"), this::log);

    assertEquals(List.of(Optional.of(Shortage.MEMORY), Optional.of(Shortage.MEMORY)), shortages(), () -> results().toString());
  }

  /** The bounds of the sandbox and of DuckDB stand for a disk that is full. */
  @Test
  @Tag("fault-21")
  void wantOfDiskIsToldByItsNodeInPythonAndInSql() {
    project.python("file", "os.pwrite(os.open(os.path.join(os.environ['HOME'], 'large'), os.O_CREAT | os.O_WRONLY), b'x', 1 << 42)")
        .python("temporary", "os.posix_fallocate(os.open('/tmp/large', os.O_CREAT | os.O_WRONLY), 0, 1 << 32)")
        .model("export", "{{ config(pre_hook=\"copy (select repeat('x', 1000000) as a from range(400)) to '/tmp/large.csv'\") }} select 1 as id")
        .model("spill", "{{ config(pre_hook=[\"set memory_limit = '40MB'\", \"set max_temp_directory_size = '1MB'\"]) }}"
            + " select range % 1000003 as a, repeat('x', 50) || range as b from range(3000000) order by b, a");

    assertEquals(new DbtEnd.Completed(), run("run", "--select", "file", "temporary", "export", "spill", "--threads", "1"), this::log);

    assertEquals(List.of(Optional.of(Shortage.DISK), Optional.of(Shortage.DISK), Optional.of(Shortage.DISK), Optional.of(Shortage.DISK)), shortages(),
        () -> results().toString());
  }

  /** Jinja that never ends, where dbt parses in a process that is to keep the parse; and in a process of its own. */
  @ParameterizedTest
  @Tag("fault-30")
  @ValueSource(booleans = {true, false})
  void aParseThatNeverEndsIsEndedAtItsTimeout(boolean inAServer) throws Exception {
    project.model("endless", ENDLESS + " select 1 as id");
    Invocation invocation = (inAServer ? served : plain).start(project.request("parse"), this::take);

    assertEquals(new DbtEnd.TimedOut(), invocation.await(Duration.ofSeconds(2)));

    assertNothingIsLeft();
  }

  @Test
  @Tag("fault-30")
  void aHookOfTheRunThatNeverEndsIsEndedAtItsTimeout() throws Exception {
    project.write("dbt_project.yml", project.text("dbt_project.yml") + "on-run-start: \"" + TinyProject.LONG_QUERY + "\"\n");
    Invocation invocation = served.start(project.request("run"), this::take);

    assertEquals(new DbtEnd.TimedOut(), invocation.await(Duration.ofSeconds(4)));

    // dbt takes the end of the hook's query for an error of the hook, and may have built a model before it is killed.
    assertNothingIsLeft();
  }

  @Test
  @Tag("fault-30")
  void packagesWhoseNamesNeverEndAreEndedAtTheirTimeout() throws Exception {
    project.write("packages.yml", "packages:\n  - local: \"" + ENDLESS + "x\"\n");
    Invocation invocation = served.start(project.request("deps"), this::take);

    assertEquals(new DbtEnd.TimedOut(), invocation.await(Duration.ofSeconds(2)));

    assertNothingIsLeft();
  }

  private void assertTheServerServes() {
    events.clear();
    assertEquals(new DbtEnd.Completed(), run("run", "--select", "orders"), this::log);
    assertFalse(log().contains("a process of its own"), this::log);
  }

  /** What was killed takes its time to end on a machine with much to do; what was not would sleep for longer. */
  private void assertNothingIsLeft() throws Exception {
    for (ProcessHandle left : ProcessHandle.current().descendants().filter(this::isOfTheProject).toList()) {
      left.onExit().get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private boolean isOfTheProject(ProcessHandle process) {
    return TestProcesses.text(process, "cmdline").startsWith("sleep\0006078") || folderOf(process).equals(project.folder().toString());
  }

  private static String folderOf(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  private DbtEnd run(String... words) {
    return served.start(project.request(words), this::take).await(LONG_ENOUGH);
  }

  private void take(DbtEvent event) {
    events.add(event);
    if (event instanceof NodeStarted) {
      nodeStarted.complete(null);
    }
  }

  private List<NodeResult> results() {
    return events.stream().filter(NodeFinished.class::isInstance).map(event -> ((NodeFinished) event).result()).toList();
  }

  private NodeResult onlyNode() {
    assertEquals(1, results().size(), this::log);
    return results().getFirst();
  }

  private List<Optional<Shortage>> shortages() {
    return results().stream().map(NodeResult::message).map(Shortage::in).toList();
  }

  private String log() {
    return events.stream().filter(LogLine.class::isInstance).map(event -> ((LogLine) event).text()).collect(Collectors.joining("\n"));
  }
}
