package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A script in the place of Python that reads less than is written to it: code of a package runs before the runner does. */
@Tag("fault-31")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeafProcessesTest {
  /** More than a pipe holds. */
  private static final Map<String, String> LARGE = IntStream.range(0, 100).boxed().collect(Collectors.toMap(n -> "DBT_" + n, _ -> "x".repeat(8192)));

  @TempDir
  Path folder;

  @Test
  void oneThatNeverReadsItsRequestIsKilledAtItsTimeout() throws IOException {
    assertEquals(new DbtEnd.TimedOut(), started("exec sleep 600").await(Duration.ofMillis(200)));
  }

  @Test
  void oneThatNeverReadsItsRequestIsKilledWhenItIsCancelled() throws IOException {
    Invocation invocation = started("exec sleep 600");
    invocation.mayGoOn(Duration.ofMinutes(1), Duration.ofMinutes(2));
    invocation.interrupt();

    assertEquals(new DbtEnd.Interrupted(), invocation.await(Duration.ofMinutes(1)));
  }

  @Test
  void oneThatHoldsStillLetsWhoRenewsItsLeaseGoOn() throws IOException {
    Invocation invocation = started("read request\nkill -STOP $$");
    for (int beats = 0; beats < 20_000; beats++) {
      invocation.mayGoOn(Duration.ofSeconds(30), Duration.ofSeconds(40));
    }
    invocation.kill();

    assertEquals(new DbtEnd.Interrupted(), invocation.await(Duration.ofMinutes(1)));
  }

  private Invocation started(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    RunnerDbtProcess dbt = new RunnerDbtProcess(
        folder.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, new TestFolders(folder), Duration.ofMillis(100), RealDbt.CLOCK);
    return dbt.start(new DbtRequest(TinyProject.ACCOUNT, program, folder, List.of("build"), LARGE, Map.of()), _ -> { });
  }
}
