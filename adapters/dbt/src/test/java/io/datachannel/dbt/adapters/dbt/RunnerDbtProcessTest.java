package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.NodeOutcome;
import io.datachannel.dbt.domain.run.NodeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real dbt on DuckDB. */
class RunnerDbtProcessTest {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  @TempDir
  Path folder;

  private final List<DbtEvent> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch nodeStarted = new CountDownLatch(1);
  private TinyProject project;
  private RunnerDbtProcess dbt;

  @BeforeEach
  void makeProject() {
    project = new TinyProject(folder.resolve("checkout"));
    dbt = new RunnerDbtProcess(folder.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, Duration.ofSeconds(10), RealDbt.CLOCK);
  }

  @Test
  void aBuildTellsEachNodeAsItBeginsAndEnds() {
    assertEquals(new DbtEnd.Completed(), run(project.request("build")));
    assertEquals(List.of("model.shop.orders", "test.shop.not_null_orders_id"),
        all(NodeStarted.class).stream().map(node -> node.uniqueId().replaceFirst("\\.[0-9a-f]{10}$", "")).toList());
    NodeResult orders = results().get("model.shop.orders");
    assertEquals(List.of("success", "model", "orders"), List.of(orders.dbtStatus(), orders.resourceType(), orders.name()));
    assertTrue(orders.took().isPositive());
    assertTrue(orders.startedAt().isPresent());
    assertFalse(orders.thread().isEmpty());
    assertTrue(log().contains("Done. PASS=2"), log());
    assertTrue(all(LogLine.class).stream().anyMatch(line -> line.uniqueId().equals(Optional.of("model.shop.orders"))));
    assertTrue(Files.exists(project.manifest()));
  }

  @Test
  void aBrokenModelFailsBesideGoodOnesAndSkippedOnesNameIt() {
    project.model("broken", "select nope from nowhere").model("child", "select * from {{ ref('broken') }}")
        .model("grandchild", "select * from {{ ref('child') }}");
    assertEquals(new DbtEnd.Completed(), run(project.request("build")));
    assertEquals(NodeOutcome.SUCCEEDED, results().get("model.shop.orders").outcome());
    assertEquals(NodeOutcome.FAILED, results().get("model.shop.broken").outcome());
    assertTrue(results().get("model.shop.broken").message().contains("nowhere"));
    for (String skipped : List.of("model.shop.child", "model.shop.grandchild")) {
      assertEquals(NodeOutcome.SKIPPED, results().get(skipped).outcome());
      assertEquals("Skipped because model.shop.broken failed.", results().get(skipped).message());
    }
  }

  @Test
  void whatAFailedTestStopsNamesTheTest() {
    project.model("orders", "select cast(null as integer) as id").model("child", "select * from {{ ref('orders') }}");
    assertEquals(new DbtEnd.Completed(), run(project.request("build")));
    assertTrue(results().get("model.shop.child").message().startsWith("Skipped because test.shop.not_null_orders_id."));
  }

  @Test
  void withFailFastTheNodesThatNeverBeganAreToldToo() {
    project.model("broken", "select nope from nowhere").model("child", "select * from {{ ref('orders') }}, {{ ref('broken') }}");
    assertEquals(new DbtEnd.Completed(), run(project.request("run", "--fail-fast", "--threads", "1")));
    assertEquals("Skipped because model.shop.broken failed.", results().get("model.shop.child").message());
  }

  @Test
  void brokenJinjaIsAParseFailureWithDbtsWords() {
    Failure failure = failureOf(project.model("broken", "select {{ oops( }}").request("build"));
    assertEquals(FailureCode.PARSE_FAILED, failure.code());
    assertTrue(failure.message().contains("models/broken.sql"), failure.message());
    assertTrue(failure.detail().contains("Traceback"), failure.detail());
  }

  @Test
  void aSelectionThatMatchesNothingIsAFailure() {
    assertEquals(FailureCode.NOTHING_SELECTED, failureOf(project.request("build", "--select", "nosuch")).code());
    assertEquals(FailureCode.NOTHING_SELECTED, failureOf(project.request(
        "build", "--select", "nosuch", "--warn-error-options", "{\"include\": [\"NoNodesForSelectionCriteria\"]}")).code());
  }

  @Test
  void argumentsThatDbtDoesNotTakeAreToldAsSuch() {
    assertEquals(FailureCode.ARGUMENT_INVALID, failureOf(project.request("build", "--no-such-option")).code());
  }

  @Test
  void packagesThatDoNotExistAreToldAsSuch() {
    project.write("packages.yml", "packages: [{local: ./nothing-here}]");
    Failure failure = failureOf(project.request("deps"));
    assertEquals(FailureCode.PACKAGES_UNRESOLVABLE, failure.code());
    assertTrue(failure.message().contains("packages.yml"), failure.message());
  }

  @Test
  void aWarehouseThatIsDownIsToldWithItsAddressAndWithoutItsPassword() {
    project.profile("{type: postgres, host: 127.0.0.1, port: 1, user: u, dbname: d, schema: s, threads: 1,"
        + " password: \"{{ env_var('PW') }}\"}");
    Failure failure = failureOf(project.requestWithSecret("PW", "hunter22-pw", "build"));
    assertEquals(FailureCode.WAREHOUSE_UNREACHABLE, failure.code());
    assertTrue(failure.message().contains("127.0.0.1"), failure.message());
    assertFalse((failure + log()).contains("hunter22-pw"));
  }

  @Test
  void aWarehouseThatIsDownIsToldAlsoWhenACompileNoticesIt() {
    project.profile("{type: postgres, host: 127.0.0.1, port: 1, user: u, password: p, dbname: d, schema: s, threads: 1}");
    Failure failure = failureOf(project.request("compile", "--no-populate-cache", "--inline", "{{ run_query('select 1') }}"));
    assertEquals(FailureCode.WAREHOUSE_UNREACHABLE, failure.code());
  }

  @Test
  void whatAProjectPrintsBecomesLogLinesAndSecretsAreMasked() {
    project.model("talking", """
        {{ print('printed ' ~ env_var('TOKEN')) }}{{ log('logged ' ~ env_var('TOKEN') ~ env_var('PLAIN'), info=true) }}
        {{ print('{"event": "_end"}') }} select 1 as id""");
    assertEquals(new DbtEnd.Completed(), run(project.requestWithSecret("TOKEN", "hunter22-token", "build")));
    assertTrue(log().contains("printed ***"), log());
    assertTrue(log().contains("logged ***plain"), log());
    assertTrue(log().contains("{\"event\": \"_end\"}"), log());
    assertFalse(events.toString().contains("hunter22-token"));
  }

  @Test
  void dbtSeesNothingOfTheServicesOwnVariables() {
    project.model("curious", "select '{{ env_var('JAVA_HOME', 'unset') }}{{ env_var('USER', 'unset') }}' as x"
        + "{{ print('HOME=' ~ env_var('HOME')) }}");
    run(project.request("compile", "--select", "curious"));
    assertTrue(log().contains("unsetunset"), log());
    assertTrue(log().contains("HOME=" + project.folder()), log());
  }

  @Test
  void anInterruptStopsALongQueryQuickly() throws InterruptedException {
    Invocation invocation = dbt.start(project.model("long", TinyProject.LONG_QUERY).request("run", "--select", "long"), this::take);
    awaitNode();
    long asked = System.nanoTime();
    invocation.interrupt();
    assertEquals(new DbtEnd.Interrupted(), invocation.await(LONG_ENOUGH));
    assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(8), "It was killed only after the grace.");
  }

  @Test
  void whatDoesNotStopIsKilledAfterTheGrace() throws InterruptedException {
    RunnerDbtProcess impatient =
        new RunnerDbtProcess(folder.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, Duration.ofMillis(1), RealDbt.CLOCK);
    Invocation invocation = impatient.start(project.model("long", TinyProject.LONG_QUERY).request("run", "--select", "long"), this::take);
    awaitNode();
    invocation.interrupt();
    assertEquals(new DbtEnd.Interrupted(), invocation.await(LONG_ENOUGH));
  }

  @Test
  void aRunThatTakesTooLongIsStopped() {
    Invocation invocation = dbt.start(project.model("long", TinyProject.LONG_QUERY).request("run", "--select", "long"), this::take);
    assertEquals(new DbtEnd.TimedOut(), invocation.await(Duration.ofSeconds(1)));
  }

  @Test
  void aRunnerThatIsKilledIsACrashThatNamesTheSignal() throws InterruptedException {
    Invocation invocation = dbt.start(project.model("long", TinyProject.LONG_QUERY).request("run", "--select", "long"), this::take);
    awaitNode();
    ProcessHandle.current().descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
        .forEach(ProcessHandle::destroyForcibly);
    Failure failure = assertInstanceOf(DbtEnd.Failed.class, invocation.await(LONG_ENOUGH)).failure();
    assertEquals(FailureCode.RUNNER_CRASHED, failure.code());
    assertTrue(failure.message().contains("SIGKILL"), failure.message());
  }

  @Test
  void aRunnerThatEndsWithoutALastWordIsACrash() {
    DbtRequest request = new DbtRequest(Path.of("/bin/false"), project.folder(), project.arguments("build"), Map.of(), Map.of());
    assertEquals(FailureCode.RUNNER_CRASHED, failureOf(request).code());
    DbtRequest missing = new DbtRequest(folder.resolve("no-python"), project.folder(), project.arguments("build"), Map.of(), Map.of());
    assertEquals(FailureCode.RUNNER_CRASHED, failureOf(missing).code());
  }

  @Test
  void theScriptIsReadableByTheServiceAlone() throws Exception {
    Path script = folder.resolve("runner/dbt_runner.py");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(script)));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(script.getParent())));
  }

  private void take(DbtEvent event) {
    events.add(event);
    if (event instanceof NodeStarted) {
      nodeStarted.countDown();
    }
  }

  private DbtEnd run(DbtRequest request) {
    return dbt.start(request, this::take).await(LONG_ENOUGH);
  }

  private Failure failureOf(DbtRequest request) {
    return assertInstanceOf(DbtEnd.Failed.class, run(request), this::log).failure();
  }

  private void awaitNode() throws InterruptedException {
    assertTrue(nodeStarted.await(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS), this::log);
  }

  private <E extends DbtEvent> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private Map<String, NodeResult> results() {
    return all(NodeFinished.class).stream().map(NodeFinished::result).collect(Collectors.toMap(NodeResult::uniqueId, Function.identity()));
  }

  private String log() {
    return all(LogLine.class).stream().map(LogLine::text).collect(Collectors.joining("\n"));
  }
}
