package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that the system killed tells no reason itself; the system counts the ones that it kills for their memory. */
@Tag("fault-34")
class KilledForMemoryTest {
  @TempDir
  Path folder;

  private Path counters;
  private RunnerInvocation invocation;

  @BeforeEach
  void dbtIsKilled() throws IOException {
    counters = Files.writeString(folder.resolve("vmstat"), "nr_free_pages 7\noom_kill 3\npgfault 9\n");
    invocation = new RunnerInvocation(new Killed(), new RunnerLines(event -> { }, new SafeText(List.of()), RealDbt.CLOCK, LogLevel.ERROR),
        List.of("run"), Duration.ofSeconds(1), new MemoryKills(counters));
  }

  @Test
  void whereTheSystemKilledForMemoryMeanwhileThatIsTheReason() throws IOException {
    Files.writeString(counters, "oom_kill 4\n");

    assertEquals(FailureCode.RUNNER_OUT_OF_MEMORY, code());
  }

  @Test
  void elseItIsACrash() {
    assertEquals(FailureCode.RUNNER_CRASHED, code());
  }

  @Test
  void aSystemThatDoesNotCountHasKilledNone() throws IOException {
    Files.delete(counters);

    assertEquals(FailureCode.RUNNER_CRASHED, code());
    assertTrue(MemoryKills.OF_THE_SYSTEM.soFar() >= 0);
  }

  private FailureCode code() {
    return assertInstanceOf(DbtEnd.Failed.class, invocation.await(Duration.ofSeconds(1))).failure().code();
  }

  private record Killed() implements RunningDbt {

    @Override
    public Exit await(Duration timeout) {
      return new Exit.Signalled(9);
    }

    @Override
    public boolean endsWithin(Duration patience) {
      return true;
    }

    @Override
    public void writeLine(String line) {
      // It reads no more.
    }

    @Override
    public void kill() {
      // It was.
    }

    @Override
    public void close() {
      // Nothing is left.
    }
  }
}
