package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every way to run dbt; with the real dbt on DuckDB. */
abstract class DbtProcessContract {
  static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  @TempDir
  Path folder;

  /** The way to run dbt. */
  abstract DbtProcess dbt();

  /** Where the project of a test lies. */
  Path home() {
    return folder;
  }

  /** Begins a run in this way. */
  Invocation start(DbtRequest request) {
    return dbt().start(request, this::take);
  }

  private final List<DbtEvent> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch nodeStarted = new CountDownLatch(1);
  TinyProject project;

  @BeforeEach
  void makeProject() {
    project = new TinyProject(home().resolve("checkout"));
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
  void aSelectionThatMatchesNothingIsToldAndIsAFailureWhereThatWasAskedFor() {
    assertEquals(new DbtEnd.NothingToDo(), run(project.request("build", "--select", "nosuch")));
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

  /** By Python, that is in every way that a project and its packages have. */
  @Test
  @Tag("fault-36")
  void aSecretIsMaskedHoweverItIsPrintedAndWhereverALineIsSplit() {
    String secret = "hunter22-token/+x";
    project.model("long", "{{ log(env_var('TOKEN') * 10000, info=true) }} select 1 as id")
        .write("models/talking.py", """
            import base64, os, sys, urllib.parse

            def model(dbt, session):
                token = os.environ["TOKEN"]
                sys.stdout.write(token[:8])
                sys.stdout.write(token[8:] + " in two writes\\n")
                for missing in range(len(token) + 1):
                    sys.stdout.write("y" * (65536 - missing) + token + " across a border\\n")
                for before in ("", "u", "uu", "user:"):
                    print(base64.b64encode((before + token).encode()).decode())
                print(urllib.parse.quote(token), urllib.parse.quote_plus(token), token.encode().hex())
                if token:
                    raise Exception(repr({"token": token}))
                return session.sql("select 1 as id")
            """);
    run(project.requestWithSecret("TOKEN", secret, "run"));

    String all = log() + results();
    // A line is split wherever it has become too long, which is behind the masking in one of the ways.
    assertEquals(secret.length() + 1, all.replace("\n", "").split("\\*{3} across a border", -1).length - 1, () -> all.replaceAll("y{99,}", "yy"));
    assertTrue(all.contains("*** in two writes"));
    assertTrue(results().get("model.shop.talking").message().contains("'token': '***'"), results()::toString);
    for (String form : List.of("hunter2", "2-token", "aHVudGVy", "h1bnRlcj", "odW50ZXIy", "2-token%2F", "68756e746572")) {
      assertFalse(all.contains(form), () -> form + " is in " + all.substring(Math.max(0, all.indexOf(form) - 100), all.indexOf(form) + 100));
    }
  }

  @Test
  @Tag("fault-35")
  void aLineOfAHundredMegabytesAndBytesOfAllKindsAreToldInPieces() {
    DbtRequest request = project.python("loud", "[os.write(2, b'x' * 2**20) for _ in range(100)]; os.write(2, b'\\n' + bytes(range(256)) + "
        + "b'\\n\\033[31mred\\033[0m\\xff\\n'); [os.write(1, b'line\\n' * 1000) for _ in range(20)]")
        .requestWithSecret("TOKEN", "hunter22", "run", "--select", "loud");
    AtomicLong letters = new AtomicLong();
    AtomicLong lines = new AtomicLong();
    AtomicLong longest = new AtomicLong();
    List<String> odd = new CopyOnWriteArrayList<>();
    dbt().warm(request);

    DbtEnd end = dbt().start(request, event -> {
      if (event instanceof LogLine line) {
        longest.accumulateAndGet(line.text().length(), Math::max);
        letters.addAndGet(line.text().matches("x+") ? line.text().length() : 0);
        lines.addAndGet(line.text().equals("line") ? 1 : 0);
        if (line.text().matches("(?s).*[\\x00-\\x1f].*")) {
          odd.add(line.text());
        }
      }
    }).await(LONG_ENOUGH);

    assertEquals(new DbtEnd.Completed(), end);
    assertEquals(100 * 1024 * 1024, letters.get());
    assertEquals(20_000, lines.get());
    assertEquals(64 * 1024, longest.get());
    assertTrue(odd.contains("\u001b[31mred\u001b[0m\ufffd"), odd::toString);
    assertTrue(odd.stream().anyMatch(line -> line.contains("\u0000\u0001")), odd::toString);
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
    Invocation invocation = start(project.model("long", TinyProject.LONG_QUERY).request("run", "--select", "long"));
    awaitNode();
    long asked = System.nanoTime();
    invocation.interrupt();
    assertEquals(new DbtEnd.Interrupted(), invocation.await(LONG_ENOUGH));
    assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(8), "It was killed only after the grace.");
  }

  @Test
  @Tag("fault-30")
  void aRunThatTakesTooLongIsStopped() {
    Invocation invocation = start(project.model("long", TinyProject.LONG_QUERY).request("run", "--select", "long"));
    assertEquals(new DbtEnd.TimedOut(), invocation.await(Duration.ofSeconds(1)));
  }

  @Test
  void whatIsKilledEndsAtOnce() throws InterruptedException {
    Invocation invocation = start(project.model("long", TinyProject.LONG_QUERY).request("run", "--select", "long"));
    awaitNode();
    invocation.kill();
    assertEquals(new DbtEnd.Interrupted(), invocation.await(LONG_ENOUGH));
  }

  /** As the system does to the largest process when it has no memory left. */
  @Test
  @Tag("fault-34")
  void aProcessThatIsKilledWasOutOfMemory() {
    Failure failure = failureOf(project.python("hog", "os.kill(os.getpid(), signal.SIGKILL)").request("run", "--select", "hog"));
    assertEquals(FailureCode.RUNNER_OUT_OF_MEMORY, failure.code());
    assertTrue(failure.message().contains("SIGKILL (often the system being out of memory)"), failure.message());
  }

  @Test
  @Tag("fault-38")
  void aProcessThatBreaksDownIsACrashThatNamesTheSignal() {
    Failure failure = failureOf(project.python("wild", "os.kill(os.getpid(), signal.SIGSEGV)").request("run", "--select", "wild"));
    assertEquals(FailureCode.RUNNER_CRASHED, failure.code());
    assertTrue(failure.message().contains("SIGSEGV"), failure.message());
  }

  @Test
  @Tag("fault-38")
  void aProcessThatLeavesIsACrashThatNamesItsCode() {
    Failure failure = failureOf(project.python("gone", "os._exit(7)").request("run", "--select", "gone"));
    assertEquals(FailureCode.RUNNER_CRASHED, failure.code());
    assertTrue(failure.message().contains("exit code 7"), failure.message());
  }

  @Test
  void seedsSnapshotsIncrementalModelsHooksUnitTestsAndVarsWork() {
    wholeProject();
    for (String command : List.of("build", "run", "test", "seed", "snapshot", "compile")) {
      assertEquals(new DbtEnd.Completed(), run(project.request(command, "--vars", "{least: 1}")), this::log);
    }
    assertEquals(new DbtEnd.Completed(), run(project.request("run", "--full-refresh", "--exclude", "orders", "--vars", "{least: 2}")));
    assertTrue(results().keySet().containsAll(List.of("seed.shop.raw", "snapshot.shop.snap", "model.shop.grown", "model.shop.counted",
        "unit_test.shop.counted.two")), () -> results().keySet().toString());
    assertTrue(results().values().stream().allMatch(result -> result.outcome() == NodeOutcome.SUCCEEDED), () -> results().toString());
    assertTrue(Files.exists(project.folder().resolve("out/run_results.json")));
    assertTrue(project.text("out/compiled/shop/models/grown.sql").contains("id >= 2"), project.text("out/compiled/shop/models/grown.sql"));
  }

  /** A model plays the part of the table that is loaded. */
  @Test
  void freshnessIsToldForEachSourceAndAnOldOneFails() {
    project.model("landed", "{{ config(materialized='table') }} select timestamp '2001-01-01 10:00:00' as loaded_at")
        .write("models/sources.yml", """
            sources:
              - name: raw
                schema: main
                tables:
                  - {name: landed, config: {loaded_at_field: loaded_at, freshness: {warn_after: {count: 1, period: hour}}}}
                  - {name: old, identifier: landed, config: {loaded_at_field: loaded_at, freshness: {error_after: {count: 1, period: hour}}}}
            """);
    assertEquals(new DbtEnd.Completed(), run(project.request("run")), this::log);

    assertEquals(new DbtEnd.Completed(), run(project.request("source", "freshness")), this::log);

    assertEquals(NodeOutcome.WARNED, results().get("source.shop.raw.landed").outcome(), () -> results().toString());
    assertEquals(NodeOutcome.FAILED, results().get("source.shop.raw.old").outcome(), () -> results().toString());
    assertTrue(Files.exists(project.folder().resolve("out/sources.json")));
  }

  private void wholeProject() {
    project.write("seeds/raw.csv", "id,name\n1,a\n2,b\n")
        .model("grown", "{{ config(materialized='incremental', unique_key='id', pre_hook='select 1') }}"
            + " select * from {{ ref('raw') }} where id >= {{ var('least') }}")
        .model("counted", "select count(*) as n from {{ ref('grown') }}")
        .write("models/units.yml", """
            unit_tests:
              - {name: two, model: counted, given: [{input: ref('grown'), rows: [{id: 1}, {id: 2}]}], expect: {rows: [{n: 2}]}}
            """)
        .write("snapshots/snap.yml", """
            snapshots:
              - {name: snap, relation: ref('raw'), config: {unique_key: id, strategy: check, check_cols: all}}
            """);
  }

  void take(DbtEvent event) {
    events.add(event);
    if (event instanceof NodeStarted) {
      nodeStarted.countDown();
    }
  }

  DbtEnd run(DbtRequest request) {
    return start(request).await(LONG_ENOUGH);
  }

  Failure failureOf(DbtRequest request) {
    return assertInstanceOf(DbtEnd.Failed.class, run(request), this::log).failure();
  }

  void awaitNode() throws InterruptedException {
    assertTrue(nodeStarted.await(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS), this::log);
  }

  <E extends DbtEvent> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  Map<String, NodeResult> results() {
    return all(NodeFinished.class).stream().map(NodeFinished::result).collect(Collectors.toMap(NodeResult::uniqueId, Function.identity(), (earlier, later) -> later));
  }

  String log() {
    return all(LogLine.class).stream().map(LogLine::text).collect(Collectors.joining("\n"));
  }
}
