package io.datachannel.dbt.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that tries to get out, in the real bubblewrap. */
class SandboxTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final int PROCESSES = 60;
  private static final int MEMORY_MEGABYTES = 100;
  private static final int TEMPORARY_MEGABYTES = 4;
  private static final int FILE_MEGABYTES = 8;

  @TempDir
  Path folder;

  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private Processes processes;
  private Path readable;
  private Path writable;

  @BeforeEach
  void makeSandbox() throws IOException {
    Bubblewrap.Search search = Bubblewrap.search(
        Programs.ofService(), folder.resolve("sandbox"), new SandboxLimits(PROCESSES, MEMORY_MEGABYTES, FILE_MEGABYTES, TEMPORARY_MEGABYTES, List.of()), SandboxNetwork.SHARED);
    processes = new Processes(Programs.ofService(), assertInstanceOf(Bubblewrap.Search.Found.class, search, search::toString).sandbox());
    readable = Files.createDirectories(folder.resolve("account/checkout"));
    writable = Files.createDirectories(folder.resolve("account/work"));
    Files.writeString(readable.resolve("model.sql"), "select 1");
    Files.writeString(Files.createDirectories(folder.resolve("other-account")).resolve("secret"), "of others");
  }

  @AfterEach
  void nothingIsLeft() {
    processes.close();
  }

  @Test
  void itReadsAndWritesWhatItIsGiven() throws IOException {
    assertEquals("select 1", output("cat " + readable + "/model.sql; echo result > " + writable + "/result"));
    assertEquals("result\n", Files.readString(writable.resolve("result")));
  }

  @Test
  void filesOfOthersAndOfTheMachineAreNotThere() throws IOException {
    Path key = Files.writeString(Files.createDirectories(folder.resolve("keys")).resolve("master.json"), "key");
    for (String path : List.of(folder + "/other-account/secret", key.toString(), "/etc/shadow", "/root", "/home", "/var", "/sys", "/run",
        "/etc/ssl/private", "/proc/1/root/" + key)) {
      assertEquals("not there", output("ls " + path + " >/dev/null 2>&1 && echo there || echo not there"), path);
    }
  }

  @Test
  void aLinkToAFileOutsideLeadsNowhere() throws IOException {
    assertEquals("nothing", output("ln -s " + folder + "/other-account/secret " + writable + "/link; cat " + writable + "/link 2>/dev/null || echo nothing"));
  }

  @Test
  void whatIsToBeReadCannotBeWritten() throws IOException {
    for (String path : List.of(readable + "/model.sql", readable + "/new", "/usr/new", "/new", "/etc/passwd", "/dev/new", "/proc/sys/kernel/core_pattern",
        "/proc/irq/default_smp_affinity", "/proc/mtrr")) {
      assertEquals("refused", output("(: >> " + path + ") 2>/dev/null && echo open || echo refused"), path);
    }
    run("(: >> " + folder + "/new) 2>/dev/null");
    assertFalse(Files.exists(folder.resolve("new")), "What is above its folders is not the machine's.");
    assertEquals("refused", output("chmod u+w " + readable + "/model.sql 2>/dev/null && echo changed || echo refused"));
  }

  @Test
  void itSeesNoVariablesAndNoProcessesButItsOwn() {
    assertEquals("PATH\nPWD", output("env | sed 's/=.*//' | grep -v '^_$' | grep -v OLDPWD | sort"));
    String service = Long.toString(ProcessHandle.current().pid());
    assertEquals("none", output("cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -c 'surefir[e]' | sed 's/^0$/none/'"));
    assertEquals("none", output("kill -0 -1 2>/dev/null; cat /proc/" + service + "/environ >/dev/null 2>&1 && echo seen || echo none"));
  }

  @Test
  void itHasNoRightsAndGetsNone() {
    assertEquals("0000000000000000", output("sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status"));
    assertEquals("0000000000000000", output("sed -n 's/^CapBnd:[[:space:]]*//p' /proc/self/status"));
    assertEquals("1", output("sed -n 's/^NoNewPrivs:[[:space:]]*//p' /proc/self/status"));
    assertEquals("dbt", output("id -un"));
    assertEquals("refused", output("unshare -U true 2>/dev/null && echo nested || echo refused"));
    assertEquals("refused", output("mount -t tmpfs none " + writable + " 2>/dev/null && echo mounted || echo refused"));
  }

  @Test
  void filesAndTemporaryOnesAreBounded() {
    assertEquals("refused", output("trap '' XFSZ; head -c " + (FILE_MEGABYTES + 1) + "M /dev/zero > " + writable + "/large 2>/dev/null && echo written || echo refused"));
    for (String place : List.of("/tmp", "/dev/shm")) {
      assertEquals("refused", output("head -c " + (TEMPORARY_MEGABYTES + 1) + "M /dev/zero > " + place + "/large 2>/dev/null && echo written || echo refused"), place);
    }
  }

  @Test
  @Tag("fault-33")
  void aForkBombFindsNoRoomAndDiesWithItsSandbox() throws Exception {
    String bomb = "import os, time\n"
        + "for _ in range(1000):\n"
        + "    try:\n"
        + "        if os.fork() == 0: time.sleep(603)\n"
        + "    except OSError:\n"
        + "        print('refused after', _, flush=True); break\n"
        + "else: print('no end')";
    String told = output("python3 -I -c \"" + bomb + "\"");
    assertTrue(told.startsWith("refused after ") && Integer.parseInt(told.substring("refused after ".length())) < PROCESSES, told);
    assertNoneIn("sleep(603)");
  }

  /** Each within the bound of a process, and more than that together. */
  @Test
  @Tag("fault-34")
  void processesThatWantAllMemoryTogetherAreKilledAndNoOneElse() {
    assumeTrue(ControlGroups.find(new SandboxLimits(PROCESSES, MEMORY_MEGABYTES, 1, 1, List.of())).isPresent(), "Control groups can be made here.");
    String hog = "import time\nx = b'x' * (70 * 1024 * 1024)\nprint('has it', flush=True)\ntime.sleep(6)";
    String told = output("for n in 1 2 3; do python3 -I -c \"" + hog + "\" & pids=\"$pids $!\"; done; for p in $pids; do wait $p; echo \"ended $?\"; done");
    assertTrue(told.contains("ended 137"), told);
    assertTrue(told.lines().filter("ended 0"::equals).count() <= 1, told);
    assertEquals("still here", output("echo still here"));
  }

  /** Else a thousand busy processes would leave the service a thousandth of the processor. */
  @Test
  @Tag("fault-33")
  void allProcessesOfASandboxAreInItsGroups() throws Exception {
    Optional<ControlGroups> groups = ControlGroups.find(new SandboxLimits(PROCESSES, MEMORY_MEGABYTES, 1, 1, List.of()));
    assumeTrue(groups.isPresent(), "Control groups can be made here.");
    List<Path> expected = groups.get().next();
    groups.get().end(expected);
    try (RunningProcess process = start("sleep 607 & setsid sleep 607 & echo up; wait")) {
      assertEquals("up", lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
      assertTrue(becomes(() -> groupsOf("sleep\000607").size() == 2 * expected.size()), () -> groupsOf("sleep\000607") + " of each in " + expected);
      assertEquals(expected.size(), groupsOf("sleep\000607").stream().distinct().count());
      process.killTree();
      assertTrue(process.endsWithin(LONG_ENOUGH));
    }
  }

  /** Of ours alone, as the system tells them of each process. */
  private static List<String> groupsOf(String commandLine) {
    return ProcessHandle.allProcesses().filter(process -> commandLineOf(process).contains(commandLine)).flatMap(process -> {
      try {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "cgroup")).stream().filter(line -> line.contains("datachannel-dbt-"));
      } catch (IOException gone) {
        return Stream.empty();
      }
    }).toList();
  }

  @Test
  void systemCallsThatNoProjectNeedsAreRefused() {
    SystemCallFilter.Machine machine = SystemCallFilter.machine().orElseThrow();
    String calls = machine.refused().entrySet().stream().map(call -> "('" + call.getKey() + "', " + call.getValue() + ")").collect(Collectors.joining(", "));
    String script = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        + "for name, number in [" + calls + ", ('clone3', " + machine.cloneThree() + ")]:\n"
        + "    ctypes.set_errno(0)\n"
        + "    print(name, libc.syscall(number, 0, 0, 0, 0, 0, 0), ctypes.get_errno())\n"
        + "for flag in (0x10000000, 0x20000, 0x40000000):\n"
        + "    print('clone', libc.syscall(" + machine.cloneOne() + ", flag | 17, 0, 0, 0, 0), ctypes.get_errno())\n";
    List<String> told = output("python3 -I -c \"" + script + "\"").lines().toList();
    assertEquals(machine.refused().size() + 4, told.size(), told::toString);
    for (String line : told) {
      assertTrue(line.endsWith(line.startsWith("clone3 ") ? " -1 38" : " -1 1"), line);
    }
  }

  @Test
  void theCallsOfAnotherArchitectureAreRefusedWhateverTheyAre() {
    byte[] program = SystemCallFilter.program(new SystemCallFilter.Machine(7, 8, 9, false, Map.of("one", 1)));
    assertEquals(0, program.length % 8);
    ByteBuffer words = ByteBuffer.wrap(program).order(ByteOrder.nativeOrder());
    assertEquals(4, words.getInt(4), "It looks at the architecture first,");
    assertEquals(7, words.getInt(12), "compares it,");
    assertEquals(0x00050001, words.getInt(20), "and fails with EPERM.");
  }

  @Test
  void threadsAndProcessesAreMadeAsEver() {
    assertEquals("4 done", output("python3 -I -c \"import subprocess, threading\n"
        + "done = []\nthreads = [threading.Thread(target=lambda: done.append(subprocess.run(['true']).returncode)) for _ in range(4)]\n"
        + "[one.start() for one in threads]; [one.join() for one in threads]; print(done.count(0), 'done')\""));
  }

  @Test
  @Tag("fault-34")
  void aProcessThatWantsAllMemoryIsRefusedIt() {
    assertEquals("refused", output("python3 -I -c 'x = bytearray(" + MEMORY_MEGABYTES + " * 1024 * 1024)' 2>/dev/null && echo taken || echo refused"));
  }

  /** A session of its own, and another parent: no one but the namespace knows it. */
  @Test
  @Tag("fault-32")
  void aDaemonDiesWithItsSandbox() throws Exception {
    try (RunningProcess process = start("(setsid nohup sleep 600 >/dev/null 2>&1 &) ; sleep 0; echo left")) {
      assertEquals("left", lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
      assertEquals(new Exit.Exited(0), process.await(LONG_ENOUGH));
    }
    assertNoneIn("sleep\000600");
  }

  /** Another sandbox finds room for as many processes as ever while the bomb holds all of its own. */
  @Test
  @Tag("fault-33")
  void aForkBombTakesNoRoomFromOtherSandboxes() throws Exception {
    String bomb = "import os, time\nn = 0\n"
        + "while True:\n"
        + "    try:\n"
        + "        if os.fork() == 0: time.sleep(606)\n"
        + "        n += 1\n"
        + "    except OSError:\n"
        + "        if n: print('full', flush=True)\n"
        + "        n = 0; time.sleep(0.1)\n";
    String many = "python3 -I -c \"import os, time\nfor n in range(40):\n    if os.fork() == 0: time.sleep(1); os._exit(0)\nprint('forty', flush=True)\"";
    assertEquals("forty", output(many));
    try (RunningProcess process = start("exec python3 -I -c \"" + bomb + "\"")) {
      assertEquals("full", lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
      assertEquals("forty", output(many));
      process.killTree();
      assertTrue(process.endsWithin(LONG_ENOUGH));
    }
    assertNoneIn("sleep(606)");
  }

  @Test
  void killingItKillsAllThatIsInIt() throws Exception {
    try (RunningProcess process = start("setsid sleep 601 & setsid sleep 601 & echo up; wait")) {
      assertEquals("up", lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
      process.killTree();
      assertTrue(process.endsWithin(LONG_ENOUGH));
    }
    assertNoneIn("sleep\000601");
  }

  /** As when the system kills it; not by its group, which would take the sandbox along. */
  @Test
  void whatHeedsNothingDiesSoonAfterTheServiceThatWasKilled() throws Exception {
    List<String> argv = List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), DeafInSandbox.class.getName(), folder.resolve("service").toString(), "605");
    try (RunningProcess service = processes.start(new Command(argv, folder, Map.of("PATH", "/usr/bin:/bin")), line -> lines.add(line.text()))) {
      assertEquals("deaf", lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
      assertTrue(becomes(() -> deaf().count() >= 2), "One that is waited for, and one with a session of its own.");
      List<ProcessHandle> deaf = deaf().toList();
      ProcessHandle.of(service.pid()).orElseThrow().destroyForcibly();
      for (ProcessHandle process : deaf) {
        process.onExit().get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  private static Stream<ProcessHandle> deaf() {
    return ProcessHandle.allProcesses().filter(process -> commandLineOf(process).startsWith("sleep\000605"));
  }

  @Test
  void howItEndsAndWhatItSaysArriveAsWithoutASandbox() {
    Finish.Finished finished = run("echo out; echo err >&2; exit 7");
    assertEquals(new Exit.Exited(7), finished.exit());
    assertTrue(finished.output().contains("out") && finished.output().contains("err"), finished.output());
    assertEquals(new Exit.Signalled(9), run("kill -KILL $$").exit());
    assertEquals(new Exit.Signalled(11), run("kill -SEGV $$").exit());
  }

  @Test
  void theEndOfTheInputIsHeardAndLinesArrive() throws Exception {
    try (RunningProcess process = start("read line; echo got $line; cat >/dev/null; echo end")) {
      process.writeLine("this");
      assertEquals("got this", lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
      process.closeInput();
      assertEquals("end", lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
      assertEquals(new Exit.Exited(0), process.await(LONG_ENOUGH));
    }
  }

  @Test
  void itsProcessesAreFoundByTheNumbersThatTheyTell() throws Exception {
    try (RunningProcess process = start("setsid sh -c 'echo $$; exec sleep 602' & wait; echo over")) {
      long told = Long.parseLong(lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
      long outside = process.pidOf(told).orElseThrow();
      assertTrue(ProcessHandle.of(process.pid()).orElseThrow().descendants().anyMatch(below -> below.pid() == outside));
      process.signalGroupBelow(told, Signal.KILL);
      assertEquals("over", lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
      assertEquals(new Exit.Exited(0), process.await(LONG_ENOUGH));
    }
  }

  @Test
  void theThreadThatStartedItMayEnd() throws Exception {
    RunningProcess[] started = new RunningProcess[1];
    Thread thread = Thread.ofPlatform().start(() -> started[0] = start("read line; echo still here"));
    thread.join();
    try (RunningProcess process = started[0]) {
      assertFalse(process.endsWithin(Duration.ofMillis(300)));
      process.writeLine("");
      assertEquals("still here", lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  void withoutTheProgramTheReasonSaysWhatToInstall() {
    Bubblewrap.Search search = Bubblewrap.search(new Programs(folder.toString()), folder.resolve("other"), new SandboxLimits(PROCESSES, MEMORY_MEGABYTES, 1, 1, List.of()), SandboxNetwork.SHARED);
    String reason = assertInstanceOf(Bubblewrap.Search.Missing.class, search).reason();
    assertTrue(reason.startsWith("there is no program bwrap") && reason.contains("apt-get install bubblewrap"), reason);
  }

  @Test
  void whatLiesInAFolderThatEverySandboxSeesIsNotHidden() {
    Bubblewrap.Search search =
        Bubblewrap.search(Programs.ofService(), Path.of("/usr/local/service/data/sandbox"), new SandboxLimits(PROCESSES, MEMORY_MEGABYTES, 1, 1, List.of()), SandboxNetwork.SHARED);
    assertTrue(assertInstanceOf(Bubblewrap.Search.Missing.class, search).reason().contains("/usr"));
  }

  /** The system ends what is in a namespace soon after the first process of it. */
  private static void assertNoneIn(String commandLine) {
    assertTrue(becomes(() -> ProcessHandle.allProcesses().noneMatch(process -> commandLineOf(process).contains(commandLine))), commandLine + " lives");
  }

  private static boolean becomes(BooleanSupplier state) {
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    while (!state.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return state.getAsBoolean();
  }

  private static String commandLineOf(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException gone) {
      return "";
    }
  }

  private String output(String script) {
    return run(script).output().strip();
  }

  private Finish.Finished run(String script) {
    return assertInstanceOf(Finish.Finished.class, processes.run(command(script), LONG_ENOUGH));
  }

  private RunningProcess start(String script) {
    return processes.start(command(script), line -> lines.add(line.text()));
  }

  private Command command(String script) {
    return new Command(List.of("/bin/sh", "-c", script), writable, Map.of("PATH", "/usr/bin:/bin"), new Confines(List.of(readable), List.of(writable)));
  }
}
