package io.datachannel.dbt.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessesTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir
  Path folder;

  private final Processes processes = new Processes(Programs.ofService());
  private final BlockingQueue<OutputLine> lines = new LinkedBlockingQueue<>();

  @AfterEach
  void killWhatIsLeft() {
    processes.close();
  }

  @Test
  void tellsTheExitCodeAndBothStreams() {
    Finish.Finished finished = finished("echo out; echo err >&2; exit 3");
    assertEquals(new Exit.Exited(3), finished.exit());
    assertEquals(List.of("err", "out"), finished.output().lines().sorted().toList());
  }

  @Test
  void runsInTheFolderWithExactlyTheEnvironmentGiven() {
    Finish finish = processes.run(new Command(List.of("/usr/bin/env"), folder, Map.of("ONLY", "this")), LONG_ENOUGH);
    assertEquals("ONLY=this", finish.output());
    assertEquals(folder.toString(), finished("pwd -P").output());
  }

  @Test
  void aTimeoutKillsTheGrandchildrenToo() throws Exception {
    Finish finish = run("sh -c 'echo $$; exec sleep 600' & echo $$; wait", Duration.ofSeconds(1));
    assertInstanceOf(Finish.TimedOut.class, finish);
    List<Long> pids = finish.output().lines().map(Long::valueOf).toList();
    assertEquals(2, pids.size());
    for (long pid : pids) {
      awaitDeath(pid);
    }
  }

  @Test
  void aChildThatOutlivesItsParentIsKilledAndDoesNotHoldUpTheEnd() throws Exception {
    Finish.Finished finished = finished("sleep 600 & echo $!");
    assertTrue(finished.succeeded());
    awaitDeath(Long.parseLong(finished.output()));
  }

  @Test
  void aChildWithASessionOfItsOwnIsKilledWithItsParent() throws Exception {
    Finish finish = run("setsid sh -c 'echo $$; exec sleep 600' & wait", Duration.ofSeconds(1));
    awaitDeath(Long.parseLong(finish.output()));
  }

  @Test
  void aLongLineComesInPiecesAndIsKeptWhole() {
    Command command = new Command(List.of("/bin/sh", "-c", "printf 'abcdefgh\\nxy\\n'"), folder, Map.of(), 5);
    List<OutputLine> told = new CopyOnWriteArrayList<>();
    assertEquals("abcdefgh\nxy", processes.run(command, LONG_ENOUGH, told::add).output());
    assertEquals(List.of(new OutputLine(OutputLine.Source.STDOUT, "abcde", true), new OutputLine(OutputLine.Source.STDOUT, "fgh", false),
        new OutputLine(OutputLine.Source.STDOUT, "xy", false)), told);
  }

  @Test
  void aHugeLineKeepsTheOutputBounded() {
    Finish.Finished finished = finished("head -c 20000000 /dev/zero | tr '\\0' x; echo; echo end");
    assertTrue(finished.output().endsWith("\nend"));
    assertTrue(finished.output().length() < 300_000);
  }

  @Test
  void manyLinesKeepTheLastOnes() {
    String output = finished("seq 1 200000").output();
    assertTrue(output.endsWith("\n200000"));
    assertTrue(output.length() < 600_000);
  }

  @Test
  void bytesThatAreNotUtf8SurviveAsReplacements() {
    assertEquals("a\uFFFDb é", finished("printf 'a\\377b \\303\\251'").output());
  }

  @Test
  void aSignalIsToldByName() {
    Exit exit = finished("kill -KILL $$").exit();
    assertEquals("SIGKILL", assertInstanceOf(Exit.Signalled.class, exit).signal());
  }

  @Test
  void theInputStaysOpenAndASignalReachesTheWholeGroup() throws Exception {
    String script = "trap 'echo interrupted; exit 7' INT; read word; echo got $word; while :; do sleep 600; done";
    try (RunningProcess process = processes.start(shell(script), lines::add)) {
      assertTrue(process.writeLine("hello"));
      assertEquals("got hello", nextLine());
      assertEquals(new Exit.StillRunning(), process.await(SHORT));
      process.signalGroup(Signal.INTERRUPT);
      assertEquals("interrupted", nextLine());
      assertEquals(new Exit.Exited(7), process.await(LONG_ENOUGH));
      assertFalse(process.writeLine("anybody there?"));
    }
  }

  @Test
  void aFailingListenerKillsTheProcess() throws Exception {
    try (RunningProcess process = processes.start(shell("echo one; sleep 600"), line -> {
      throw new IllegalArgumentException("no room");
    })) {
      assertThrows(IllegalStateException.class, () -> process.await(LONG_ENOUGH));
      awaitDeath(process.pid());
    }
  }

  @Test
  void closingKills() throws Exception {
    RunningProcess process = processes.start(shell("sleep 600"), line -> {});
    processes.close();
    awaitDeath(process.pid());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aProcessWhoseOutputNoThreadCanReadDoesNotStay(int threads) throws Exception {
    AtomicInteger left = new AtomicInteger(threads);
    AtomicInteger placesLeft = new AtomicInteger();
    Sandbox sandbox = new Sandbox() {
      @Override
      public boolean confines() {
        return false;
      }

      @Override
      public Place around(List<String> argv, Path inside, Confines confines) {
        placesLeft.incrementAndGet();
        return new Place(argv, placesLeft::decrementAndGet);
      }
    };
    Command command = new Command(List.of("/bin/sh", "-c", "sleep 600; :", folder.toString()), folder, Map.of(), new Confines(List.of(), List.of()));
    try (Processes starved = new Processes(Programs.ofService(), sandbox, task -> new Thread(task) {
      @Override
      public void start() {
        if (left.getAndDecrement() == 0) {
          throw new OutOfMemoryError("unable to create native thread");
        }
        super.start();
      }
    })) {
      assertThrows(OutOfMemoryError.class, () -> starved.start(command, lines::add));

      assertEquals(0, placesLeft.get());
      for (ProcessHandle process : ProcessHandle.current().descendants().filter(this::isOfThisTest).toList()) {
        awaitDeath(process.pid());
      }
    }
  }

  private boolean isOfThisTest(ProcessHandle process) {
    return process.info().arguments().map(Arrays::asList).orElse(List.of()).contains(folder.toString());
  }

  /** Outside of a sandbox: a daemon in the manner of daemons, which no one finds, has the other end of the stream and reads no more than the beginning. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void closingWaitsForNoLineThatNobodyReads() throws Exception {
    RunningProcess process = processes.start(shell("exec 3<&0; (setsid sh -c 'echo $$; head -c 1 >/dev/null; echo reads; exec sleep 700' <&3 &); exec sleep 700"), lines::add);
    long daemon = Long.parseLong(nextLine());
    Thread writer = Thread.ofPlatform().daemon().start(() -> process.writeLine("x".repeat(1 << 20)));
    try {
      assertEquals("reads", nextLine());

      process.close();

      awaitDeath(process.pid());
    } finally {
      ProcessHandle.of(daemon).orElseThrow().destroyForcibly();
    }
    assertTrue(writer.join(LONG_ENOUGH));
  }

  @Test
  void aMissingProgramAndAMissingFolderAreTold() {
    Command noProgram = new Command(List.of("no-such-program"), folder, Map.of());
    assertTrue(assertThrows(CannotStart.class, () -> processes.run(noProgram, LONG_ENOUGH)).getMessage().contains("no-such-program"));
    Command noFolder = new Command(List.of("sh"), folder.resolve("missing"), Map.of());
    assertThrows(CannotStart.class, () -> processes.run(noFolder, LONG_ENOUGH));
  }

  @Test
  void aCommandPrintsWithoutItsArgumentsAndVariables() {
    assertEquals("tool", new Command(List.of("tool", "hidden"), folder, Map.of("TOKEN", "hidden")).toString());
  }

  private Command shell(String script) {
    return new Command(List.of("sh", "-c", script), folder, Map.of("PATH", Programs.ofService().searchPath()));
  }

  private Finish run(String script, Duration timeout) {
    return processes.run(shell(script), timeout);
  }

  private Finish.Finished finished(String script) {
    return assertInstanceOf(Finish.Finished.class, run(script, LONG_ENOUGH));
  }

  private String nextLine() throws InterruptedException {
    return lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS).text();
  }

  /** A process that nobody reaps any more counts as dead when it is gone or a zombie. */
  private static void awaitDeath(long pid) throws Exception {
    var handle = ProcessHandle.of(pid);
    if (handle.isPresent()) {
      handle.get().onExit().get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
