package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Confines;
import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.domain.account.AccountId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in Python that tries to get out of dbt's process: one of its own, and one that a server forked. */
class EscapingProjectTest {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
  /** Each attempt says in one line what came of it. */
  private static final String ATTEMPTS = """
      import ctypes, glob, os, signal, socket, subprocess, time

      def attempt(name, work):
          try:
              print("attempt %s: %s" % (name, work()), flush=True)
          except BaseException as refused:
              print("attempt %s: refused" % name, flush=True)

      def model(dbt, session):
          attempt("others", lambda: open("{{OTHERS}}/secret").read())
          attempt("list", lambda: ",".join(sorted(os.listdir("{{DATA}}"))))
          attempt("key", lambda: open("{{DATA}}/keys/master.json").read())
          attempt("shadow", lambda: open("/etc/shadow").read())
          attempt("environment", lambda: open(os.path.join(os.environ["PATH"].split(":")[0], "evil"), "w"))
          attempt("checkout", lambda: open("models/evil.sql", "w"))
          attempt("reopened", lambda: os.chmod("models", 0o700))
          attempt("core", lambda: os.open("/proc/sys/kernel/core_pattern", os.O_WRONLY))
          attempt("service", lambda: os.kill({{SERVICE}}, 0))
          attempt("memory", lambda: open("/proc/{{SERVICE}}/mem", "rb"))
          attempt("variables", lambda: open("/proc/{{SERVICE}}/environ").read())
          attempt("processes", lambda: "java" if any(b"surefire" in open(line, "rb").read() for line in glob.glob("/proc/[0-9]*/cmdline")) else "refused")
          attempt("trace", lambda: "refused" if ctypes.CDLL(None, use_errno=True).ptrace(16, {{SERVICE}}, 0, 0) < 0 else "attached")
          attempt("database", lambda: socket.create_connection(("127.0.0.1", {{PORT}}), 5))
          attempt("metadata", lambda: socket.create_connection(("169.254.169.254", 80), 5))
          attempt("keyring", lambda: "refused" if ctypes.CDLL(None).syscall(250, 0, -3, 0) < 0 else "opened")
          attempt("own variables", lambda: ",".join(sorted(name for name in os.environ if "JAVA" in name or "TOKEN" in name)) or "refused")
          subprocess.Popen(["nohup", "sleep", "604"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
          return session.sql("select 1 as id")
      """;

  @TempDir
  Path data;

  private final List<DbtEvent> events = new CopyOnWriteArrayList<>();
  private TinyProject project;
  /** Where the service's database would be. */
  private ServerSocket listener;
  private RunnerDbtProcess plain;
  private ServedDbtProcess served;

  @BeforeEach
  void makeProject() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Path account = data.resolve("checkouts/1");
    Path others = Files.createDirectories(data.resolve("checkouts/2"));
    Path work = Files.createDirectories(data.resolve("work/1"));
    Files.writeString(others.resolve("secret"), "of others");
    Files.writeString(Files.createDirectories(data.resolve("keys")).resolve("master.json"), "key");
    project = new TinyProject(account.resolve("shop"))
        .profile("{type: duckdb, path: '" + work.resolve("shop.duckdb") + "', threads: 2}")
        .write("dbt_evil.py", "raise SystemExit('imported from the checkout')")
        .write("models/escaping.py", ATTEMPTS.replace("{{OTHERS}}", others.toString()).replace("{{DATA}}", data.toString())
            .replace("{{SERVICE}}", Long.toString(ProcessHandle.current().pid())).replace("{{PORT}}", Integer.toString(listener.getLocalPort())));
    AccountFolders folders = new AccountFolders() {
      @Override
      public Confines of(AccountId id) {
        return new Confines(List.of(account), List.of(work));
      }

      @Override
      public Path installedInto(AccountId id, Path projectFolder) {
        return projectFolder;
      }
    };
    plain = new RunnerDbtProcess(data.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, folders, Duration.ofSeconds(10), RealDbt.CLOCK);
    served = ServedDbtProcess.over(plain, data.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS,
        new ServerLimits(4096, Duration.ofHours(1), Duration.ofSeconds(30)), RealDbt.CLOCK);
  }

  @AfterEach
  void endServers() throws IOException {
    served.close();
    listener.close();
  }

  @Test
  void aProcessOfItsOwnReachesNothing() {
    assertNothingIsReachedBy(plain);
    assertEquals(List.of(), sleepers());
  }

  /** The daemon was adopted by the keeper of the run, which killed it. */
  @Test
  void aForkOfAServerReachesNothing() {
    served.warm(request());
    assertNothingIsReachedBy(served);
    assertFalse(log().contains("a process of its own"), this::log);
    assertEquals(List.of(), sleepers());
  }

  private void assertNothingIsReachedBy(DbtProcess dbt) {
    assertEquals(new DbtEnd.Completed(), dbt.start(request(), events::add).await(LONG_ENOUGH), this::log);
    Map<String, String> attempts = log().lines().filter(line -> line.startsWith("attempt ")).map(line -> line.substring(8).split(": ", 2))
        .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    assertEquals(17, attempts.size(), this::log);
    assertEquals("checkouts,runner,work", attempts.remove("list"), "What is there is what it may use.");
    attempts.forEach((name, outcome) -> assertEquals("refused", outcome, name));
    assertFalse(Files.exists(project.folder().resolve("models/evil.sql")));
    assertTrue(Files.isReadable(project.folder().resolve("dbt_project.yml")));
  }

  private DbtRequest request() {
    return new DbtRequest(TinyProject.ACCOUNT, RealDbt.PYTHON, project.folder(), data.resolve("work/1"),
        List.of("run", "--select", "escaping", "--profiles-dir", project.folder().resolve("profiles").toString(),
            "--target-path", data.resolve("work/1/target").toString(), "--log-path", data.resolve("work/1/logs").toString()), Map.of(), Map.of());
  }

  private static List<String> sleepers() {
    return ProcessHandle.allProcesses().map(process -> TestProcesses.text(process, "cmdline"))
        .filter(line -> line.startsWith("sleep\000604")).toList();
  }

  private String log() {
    return events.stream().filter(LogLine.class::isInstance).map(event -> ((LogLine) event).text()).collect(Collectors.joining("\n"));
  }
}
