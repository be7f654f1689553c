package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of dbt that are killed, hang, or are too many; with the real dbt on DuckDB. */
class DbtServerFaultsTest {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
  private static final Duration IDLE = Duration.ofMinutes(5);

  @TempDir
  Path folder;

  private final List<DbtEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(RealDbt.CLOCK.instant());
  private final CountDownLatch nodeStarted = new CountDownLatch(1);
  private final Processes processes = new Processes(RealDbt.PROGRAMS, RealDbt.SANDBOX);
  private TinyProject project;
  private ServedDbtProcess dbt;

  @BeforeEach
  void makeProject() {
    project = new TinyProject(folder.resolve("checkout"));
    dbt = served(4096, Duration.ofSeconds(10));
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    dbt.close();
    processes.close();
    // One that was being started when all was closed ends as soon as it is ready.
    for (ProcessHandle server : TestProcesses.servers(folder.resolve("servers")).toList()) {
      server.onExit().get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
    }
    assertEquals(0, TestProcesses.runsIn(project.folder()));
  }

  private ServedDbtProcess served(int megabytes, Duration patience) {
    Path scripts = folder.resolve("servers");
    RunnerDbtProcess plain = new RunnerDbtProcess(
        scripts, processes, RealDbt.PROGRAMS, new TestFolders(project.folder()), Duration.ofMillis(500), now::get);
    return ServedDbtProcess.over(plain, scripts, processes, RealDbt.PROGRAMS, new ServerLimits(megabytes, IDLE, patience), now::get);
  }

  @Test
  void theFirstRunDoesNotWaitForAServer() {
    assertEquals(new DbtEnd.Completed(), run(project.request("run")));
    assertTrue(log().contains("a process of its own, which takes longer: the server of its environment is being started."), this::log);
  }

  @Test
  void aServerGoesOnAfterARunThatDiedAndIsReplacedWhenItDiesItself() throws Exception {
    project.python("wild", "os.kill(os.getpid(), signal.SIGSEGV)");
    dbt.warm(project.request("run"));
    run(project.request("run", "--select", "wild"));
    assertEquals(new DbtEnd.Completed(), run(project.request("run", "--select", "orders")));
    assertFalse(log().contains("a process of its own"), this::log);

    ProcessHandle first = TestProcesses.servers(folder.resolve("servers")).findFirst().orElseThrow();
    first.destroyForcibly();
    first.onExit().get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
    assertEquals(new DbtEnd.Completed(), run(project.request("run", "--select", "orders")));
    assertTrue(log().contains("a process of its own"), this::log);
    events.clear();
    dbt.warm(project.request("run"));
    assertEquals(new DbtEnd.Completed(), run(project.request("run", "--select", "orders")));
    assertFalse(log().contains("a process of its own"), this::log);
  }

  @Test
  void aServerThatHangsIsNotWaitedForAndIsReplaced() throws Exception {
    dbt.close();
    dbt = served(4096, Duration.ofSeconds(1));
    dbt.warm(project.request("deps"));
    ProcessHandle hung = TestProcesses.servers(folder.resolve("servers")).findFirst().orElseThrow();
    stop(hung);
    assertEquals(new DbtEnd.Completed(), run(project.request("run")));
    assertTrue(log().contains("the server of its environment does not answer"), this::log);
    hung.onExit().get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
  }

  /** What it leaves behind with a session of its own, too. */
  @Test
  @Tag("fault-31")
  void aModelThatHeedsNoInterruptIsKilledAtItsTimeoutWithAllThatItStarted() throws Exception {
    project.python("deaf", "subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
        + "    while True:\n        try:\n            time.sleep(600)\n        except BaseException: pass");
    dbt.warm(project.request("run"));
    Invocation invocation = dbt.start(project.request("run", "--select", "deaf"), this::take);
    assertTrue(nodeStarted.await(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS), this::log);
    assertEquals(new DbtEnd.TimedOut(), invocation.await(Duration.ofSeconds(1)));
    assertEquals(0, TestProcesses.runsIn(project.folder()));
    assertEquals(new DbtEnd.Completed(), run(project.request("run", "--select", "orders")));
    assertFalse(log().contains("a process of its own"), this::log);
  }

  @Test
  void aServerThatIsNotUsedIsEndedAndOneThereIsNoRoomForIsNotKept() {
    dbt.warm(project.request("run"));
    assertEquals(1, servers());
    dbt.tend();
    assertEquals(1, servers());
    // First the parsed project, then what it was below.
    for (int left = 1; left >= 0; left--) {
      now.updateAndGet(time -> time.plus(IDLE).plusSeconds(1));
      dbt.tend();
      assertEquals(left, servers());
    }

    dbt.close();
    dbt = served(1, Duration.ofSeconds(10));
    dbt.warm(project.request("run"));
    assertEquals(0, servers());
    assertEquals(new DbtEnd.Completed(), run(project.request("run")));
    assertTrue(log().contains("the memory for servers of dbt is used up"), this::log);
  }

  @Test
  @Tag("fault-21")
  void serversOfAnAccountThatTakesTooMuchOfTheDiskAreGivenUpAndThoseOfOthersStay() throws Exception {
    DbtRequest request = project.request("run");
    dbt.warm(request);
    assertEquals(Set.of(request.account()), dbt.accounts());
    List<Path> writable = dbt.foldersOf(request.account());
    assertTrue(writable.size() == 2 && writable.stream().allMatch(Files::isDirectory), writable::toString);
    List<ProcessHandle> all = TestProcesses.servers(folder.resolve("servers")).toList();

    dbt.giveUp(new AccountId(request.account().value() + 1));
    assertEquals(2, dbt.servers().size());
    dbt.giveUp(request.account());

    for (ProcessHandle server : all) {
      server.onExit().get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
    }
    assertEquals(Set.of(), dbt.accounts());
    assertEquals(new DbtEnd.Completed(), run(project.request("run", "--select", "orders")));
  }

  @Test
  void noSecretIsSeenInTheCommandLineOrTheVariablesOfAnyProcess() throws Exception {
    project.model("long", TinyProject.LONG_QUERY).write("macros/m.sql", "{% macro m() %}{{ env_var('TOKEN') }}{% endmacro %}");
    DbtRequest request = project.requestWithSecret("TOKEN", "hunter22-token", "run", "--select", "long");
    dbt.warm(request);
    Invocation invocation = dbt.start(request, this::take);
    assertTrue(nodeStarted.await(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS), this::log);
    String seen = seen("dbt_server.py");
    assertEquals(4, seen.split("dbt_server.py", -1).length - 1, seen);
    assertFalse(seen.contains("hunter22"), seen);
    invocation.interrupt();
    assertEquals(new DbtEnd.Interrupted(), invocation.await(LONG_ENOUGH));
    // dbt itself starts processes, which have its variables; none of them stays.
    assertFalse(seen("").contains("hunter22"), seen(""));
  }

  /** Command lines and variables of the processes below this one whose command line has a word, but for sandboxes around them. */
  private static String seen(String word) {
    return ProcessHandle.current().descendants()
        .map(process -> TestProcesses.text(process, "cmdline") + "\0" + TestProcesses.text(process, "environ"))
        .filter(text -> word.isEmpty() || text.startsWith(RealDbt.PYTHON.toString()) && text.contains(word)).collect(Collectors.joining("\n"));
  }

  private void stop(ProcessHandle process) {
    processes.run(new Command(List.of("/bin/sh", "-c", "kill -STOP " + process.pid()), folder, Map.of()), LONG_ENOUGH);
  }

  private long servers() {
    return TestProcesses.servers(folder.resolve("servers")).count();
  }

  private DbtEnd run(DbtRequest request) {
    return dbt.start(request, this::take).await(LONG_ENOUGH);
  }

  private void take(DbtEvent event) {
    events.add(event);
    if (event instanceof NodeStarted) {
      nodeStarted.countDown();
    }
  }

  private String log() {
    return events.stream().filter(LogLine.class::isInstance).map(event -> ((LogLine) event).text()).collect(Collectors.joining("\n"));
  }
}
