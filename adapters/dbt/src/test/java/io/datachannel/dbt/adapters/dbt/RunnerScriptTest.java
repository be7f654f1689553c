package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.OutputLine;
import io.datachannel.dbt.adapters.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script as it is used without the service. */
class RunnerScriptTest {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  @TempDir
  Path folder;

  @Test
  void byHandItRunsOnceAndPrintsTheSameLines() {
    TinyProject project = new TinyProject(folder.resolve("checkout"));
    List<String> argv = new ArrayList<>(List.of(
        RealDbt.PYTHON.toString(), script().toString(), "--project-dir", project.folder().toString(), "--"));
    argv.addAll(project.arguments("build"));
    Finish.Finished finished = assertInstanceOf(Finish.Finished.class, RealDbt.PROCESSES.run(command(argv), LONG_ENOUGH));
    assertEquals(new Exit.Exited(0), finished.exit(), finished.output());
    assertTrue(finished.output().contains("{\"event\": \"node_finished\""), finished.output());
    String last = finished.output().lines().toList().getLast();
    assertTrue(last.startsWith("{\"event\": \"_end\"") && last.contains("\"success\": true"), last);
  }

  @Test
  void withoutAProjectItSaysWhatToGive() {
    Finish.Finished finished = assertInstanceOf(Finish.Finished.class,
        RealDbt.PROCESSES.run(command(List.of(RealDbt.PYTHON.toString(), script().toString())), LONG_ENOUGH));
    assertEquals(new Exit.Exited(2), finished.exit());
    assertTrue(finished.output().contains("--project-dir PATH"), finished.output());
  }

  /** A suspended service keeps the stream open. */
  @Test
  void whenTheServiceNoLongerSaysThatItMayGoOnItInterruptsDbtAndEnds() throws InterruptedException {
    assertEquals(new Exit.Exited(2), exitOfALongRunThatIsTold("{\"interrupt_in\": 0.2, \"kill_in\": 60}"));
  }

  @Test
  void whenTheTimeThatItWasGivenIsOverNothingOfItLives() throws InterruptedException {
    assertEquals(new Exit.Signalled(9), exitOfALongRunThatIsTold("{\"interrupt_in\": 60, \"kill_in\": 0.5}"));
  }

  private Exit exitOfALongRunThatIsTold(String lease) throws InterruptedException {
    TinyProject project = new TinyProject(folder.resolve("checkout")).model("long", TinyProject.LONG_QUERY);
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    List<String> argv = List.of(RealDbt.PYTHON.toString(), "-I", script().toString(), "--serve-once");
    try (RunningProcess process = RealDbt.PROCESSES.start(command(argv), line -> take(line, lines))) {
      process.writeLine("{\"cwd\": \"" + project.folder() + "\", \"env\": {}, \"args\": [\"run\", \"--select\", \"long\","
          + " \"--profiles-dir\", \"profiles\"]}");
      process.writeLine("{\"interrupt_in\": 600, \"kill_in\": 600}");
      assertTrue(lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS).contains("model.shop.long"));
      process.writeLine(lease);
      return process.await(Duration.ofSeconds(30));
    }
  }

  @Test
  void whenTheServiceDiesItInterruptsDbtAndEnds() throws InterruptedException {
    assertInterrupted(List.of(RealDbt.PYTHON.toString(), "-I", script().toString(), "--serve-once"), RunningProcess::closeInput);
  }

  /** A shell starts what it leaves behind with {@code &} so, and whatever that starts takes it over. */
  @Test
  void aCancelIsHeardByARunnerThatWasStartedWithInterruptsIgnored() throws InterruptedException {
    assertInterrupted(List.of("sh", "-c", "trap '' INT; exec \"$0\" -I \"$1\" --serve-once", RealDbt.PYTHON.toString(),
        script().toString()), process -> process.writeLine("{\"cancel\": true}"));
  }

  private void assertInterrupted(List<String> argv, Consumer<RunningProcess> stop) throws InterruptedException {
    TinyProject project = new TinyProject(folder.resolve("checkout")).model("long", TinyProject.LONG_QUERY);
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    try (RunningProcess process = RealDbt.PROCESSES.start(command(argv), line -> take(line, lines))) {
      process.writeLine("{\"cwd\": \"" + project.folder() + "\", \"env\": {}, \"args\": [\"run\", \"--select\", \"long\","
          + " \"--profiles-dir\", \"profiles\"]}");
      assertTrue(lines.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS).contains("model.shop.long"));
      stop.accept(process);
      assertInstanceOf(Exit.Exited.class, process.await(Duration.ofSeconds(20)));
      assertTrue(lines.poll(1, TimeUnit.SECONDS).contains("\"interrupted\": true"));
    }
  }

  private static void take(OutputLine line, BlockingQueue<String> lines) {
    if (line.text().startsWith("{\"event\": \"node_started\"") || line.text().startsWith("{\"event\": \"_end\"")) {
      lines.add(line.text());
    }
  }

  private Path script() {
    return RunnerScript.writtenTo(folder.resolve("runner"));
  }

  private Command command(List<String> argv) {
    return new Command(argv, folder, Map.of("PATH", RealDbt.PROGRAMS.searchPath(), "LANG", "C.UTF-8"), 1024 * 1024);
  }
}
