package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** dbt in a process of its own. */
class RunnerDbtProcessTest extends DbtProcessContract {
  private RunnerDbtProcess dbt;

  @BeforeEach
  void makeRunner() {
    dbt = withGrace(Duration.ofSeconds(10));
  }

  private RunnerDbtProcess withGrace(Duration grace) {
    return new RunnerDbtProcess(folder.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, new TestFolders(folder), grace, RealDbt.CLOCK);
  }

  @Override
  DbtProcess dbt() {
    return dbt;
  }

  @Test
  void whatDoesNotStopIsKilledAfterTheGrace() throws InterruptedException {
    dbt = withGrace(Duration.ofMillis(1));
    Invocation invocation = start(project.model("long", TinyProject.LONG_QUERY).request("run", "--select", "long"));
    awaitNode();
    invocation.interrupt();
    assertEquals(new DbtEnd.Interrupted(), invocation.await(LONG_ENOUGH));
  }

  @Test
  void aRunnerThatEndsWithoutALastWordIsACrash() {
    DbtRequest request = new DbtRequest(TinyProject.ACCOUNT, Path.of("/bin/false"), project.folder(), project.arguments("build"), Map.of(), Map.of());
    assertEquals(FailureCode.RUNNER_CRASHED, failureOf(request).code());
    DbtRequest missing = new DbtRequest(TinyProject.ACCOUNT, folder.resolve("no-python"), project.folder(), project.arguments("build"), Map.of(), Map.of());
    assertEquals(FailureCode.RUNNER_CRASHED, failureOf(missing).code());
  }

  @Test
  void theScriptIsReadableByTheServiceAlone() throws Exception {
    Path script = folder.resolve("runner/dbt_runner.py");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(script)));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(script.getParent())));
  }
}
