package io.datachannel.dbt.adapters.observability.traces;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.datachannel.dbt.adapters.observability.runs.WatchedRig.node;
import static io.datachannel.dbt.adapters.observability.traces.FakeCollector.attributes;
import static io.datachannel.dbt.adapters.observability.traces.FakeCollector.end;
import static io.datachannel.dbt.adapters.observability.traces.FakeCollector.hex;
import static io.datachannel.dbt.adapters.observability.traces.FakeCollector.start;
import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.observability.runs.TracedDbt;
import io.datachannel.dbt.adapters.observability.runs.WatchedRig;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.dbt.ScriptedDbt;
import io.datachannel.dbt.application.execution.TraceParent;
import io.datachannel.dbt.application.execution.WorkContext;
import io.datachannel.dbt.application.runs.ClaimedRun;
import io.datachannel.dbt.application.runs.InMemoryTraceParents;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.application.runs.RunTimeline.Step;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import io.datachannel.dbt.domain.secret.Secret;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The trace of a run, as a collector gets it. */
class RunTracesTest {
  private static final TraceParent CALLER = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");
  private static final RunTimeline TIMELINE = new RunTimeline(List.of(
      new RunTimeline.Span(Step.QUEUED, QUEUED_AT, Duration.ofMillis(990), Optional.empty()),
      new RunTimeline.Span(Step.CLAIM, QUEUED_AT.plusMillis(990), Duration.ofMillis(10), Optional.empty()),
      new RunTimeline.Span(Step.CHECKOUT, STARTED_AT, Duration.ofNanos(20_500_000), Optional.empty()),
      new RunTimeline.Span(Step.DBT, STARTED_AT.plusSeconds(1), Duration.ofSeconds(40), Optional.of(Duration.ofMillis(250))),
      new RunTimeline.Span(Step.STORAGE, FINISHED_AT, Duration.ofMillis(30), Optional.empty())));
  private static final NodeTally ONE = NodeTally.of(List.of(node("orders", "success", STARTED_AT, Duration.ZERO)));

  private final FakeCollector collector = new FakeCollector();
  private final InMemoryTraceParents parents = new InMemoryTraceParents();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Handler listening = listening();
  private RunTraces traces = sentTo(collector.endpoint());
  private WatchedRig rig = new WatchedRig(traces, parents, 1000);

  private RunTraces sentTo(URI endpoint) {
    return RunTraces.sentTo(new Collector(endpoint, Map.of("Authorization", new Secret("Bearer sesame"))), parents, "1.2.3", WatchedRig.COPY);
  }

  private Handler listening() {
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord entry) {
        told.add(entry.getLevel() + " " + entry.getMessage());
      }

      @Override
      public void flush() {
        // Nothing is held back.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
    Logger.getLogger("").addHandler(handler);
    return handler;
  }

  @AfterEach
  void stop() {
    traces.close();
    collector.close();
    Logger.getLogger("").removeHandler(listening);
  }

  private static RunState successful() {
    return new RunState.Successful(FINISHED_AT, ONE);
  }

  @Test
  void theTraceOfARunIsItsTimeline() {
    ClaimedRun claimed = rig.claimed(aRun().fresh());
    List<NodeResult> nodes = List.of(node("orders", "success", STARTED_AT.plusSeconds(2), Duration.ofSeconds(3)));

    rig.carryOut(claimed, TIMELINE, nodes, List.of(), successful());
    traces.close();

    Span run = collector.span("dbt run");
    assertEquals(Map.of("datachannel.account.id", "1", "datachannel.project.id", "1", "datachannel.run.id", "1", "datachannel.run.type", "MANUAL",
        "dbt.command", "build", "datachannel.run.status", "SUCCESSFUL", "datachannel.run.fencing_number", "1"), attributes(run.getAttributesList()));
    assertEquals(List.of(QUEUED_AT, FINISHED_AT.plusMillis(30)), List.of(start(run), end(run)));
    assertEquals(Status.StatusCode.STATUS_CODE_OK, run.getStatus().getCode());
    assertTrue(run.getParentSpanId().isEmpty());
    for (RunTimeline.Span step : TIMELINE.spans()) {
      Span span = collector.span(step.step().name());
      assertEquals(List.of(step.startedAt(), step.startedAt().plus(step.took())), List.of(start(span), end(span)));
      assertEquals(List.of(run.getSpanId(), run.getTraceId()), List.of(span.getParentSpanId(), span.getTraceId()));
    }
    Span node = collector.span("orders");
    assertEquals(collector.span("DBT").getSpanId(), node.getParentSpanId());
    assertEquals(Map.of("dbt.node.unique_id", "model.shop.orders", "dbt.node.resource_type", "model", "dbt.node.status", "success"),
        attributes(node.getAttributesList()));
    assertEquals(List.of(STARTED_AT.plusSeconds(2), STARTED_AT.plusSeconds(5)), List.of(start(node), end(node)));
    assertEquals(TIMELINE.spans().size() + 2, collector.spans().size());
  }

  @Test
  void theCollectorLearnsWhoSendsAndIsShownTheToken() {
    rig.carryOut(rig.claimed(aRun().fresh()), TIMELINE, List.of(), List.of(), successful());
    traces.close();

    assertEquals("Bearer sesame", collector.requests().getFirst().getHeader("Authorization"));
    Map<String, String> resource = attributes(collector.received().getFirst().getResource().getAttributesList());
    assertEquals(List.of("datachannel-dbt", "1.2.3", WatchedRig.COPY),
        Stream.of("service.name", "service.version", "service.instance.id").map(resource::get).toList());
  }

  @Test
  void aRunOfARequestWithinATraceGoesOnWithThatAndDbtIsToldItsPlace() {
    WorkContext.ofRequest("r-1", Optional.of(CALLER)).during(() -> rig.runs.addAll(List.of(aRun().fresh())));
    ClaimedRun claimed = rig.claimed();
    ScriptedDbt dbt = new ScriptedDbt();
    DbtRequest request = new DbtRequest(new AccountId(1), Path.of("python"), Path.of("."), List.of("build"), Map.of("DBT_A", "b"), Map.of());

    WorkContext.ofRun(new AccountId(1), new ProjectId(1), claimed.run().id()).during(() -> rig.here().carryOut(claimed, () -> {
      new TracedDbt(dbt, traces::placeOf).start(request, _ -> { });
      rig.ended(claimed, TIMELINE, List.of(), List.of(), successful());
    }));
    new TracedDbt(dbt, traces::placeOf).start(request, _ -> { });
    traces.close();

    Span run = collector.span("dbt run");
    assertEquals(CALLER.traceId(), hex(run.getTraceId()));
    assertEquals(CALLER.spanId(), hex(run.getParentSpanId()));
    assertEquals(Map.of("DBT_A", "b", "TRACEPARENT", "00-" + CALLER.traceId() + "-" + hex(run.getSpanId()) + "-01"),
        dbt.requests().getFirst().environment());
    assertEquals(Map.of("DBT_A", "b"), dbt.requests().getLast().environment(), "what is of no run is in no trace");
  }

  @Test
  void aCallerWhoRecordsNothingGetsNothing() {
    WorkContext.ofRequest("r-1", Optional.of(new TraceParent(CALLER.traceId(), CALLER.spanId(), "00"))).during(() -> rig.runs.add(aRun().fresh()));

    rig.carryOut(rig.claimed(), TIMELINE, List.of(), List.of(), successful());
    traces.close();

    assertEquals(List.of(), collector.spans());
  }

  @Test
  void anErrorIsToldByItsCodeAndNotByWhatItQuotes() {
    Failure failure = Failure.of(FailureCode.MODEL_FAILED, "orders: quotes 'bob@acme.example'");
    List<NodeResult> nodes = List.of(node("orders", "error", STARTED_AT.plusSeconds(2), Duration.ofSeconds(3)));

    rig.carryOut(rig.claimed(aRun().fresh()), TIMELINE, nodes, List.of(RunError.ofNode("model.shop.orders", failure)), new RunState.Failed(FINISHED_AT, failure));
    traces.close();

    Span run = collector.span("dbt run");
    assertEquals(Status.StatusCode.STATUS_CODE_ERROR, run.getStatus().getCode());
    assertEquals("MODEL_FAILED", attributes(run.getAttributesList()).get("error.type"));
    assertEquals(Status.StatusCode.STATUS_CODE_ERROR, collector.span("orders").getStatus().getCode());
    assertFalse(collector.received().toString().contains("bob@"));
  }

  @Test
  void severalCallsOfDbtHaveTheirNodesBelowThem() {
    Instant seeds = STARTED_AT.plusSeconds(1);
    Instant tests = STARTED_AT.plusSeconds(20);
    RunTimeline timeline = new RunTimeline(TIMELINE.spans(), List.of(
        new StepResult(StepState.SUCCEEDED, Optional.of(seeds), Optional.of(Duration.ofSeconds(15))),
        new StepResult(StepState.FAILED, Optional.of(tests), Optional.of(Duration.ofSeconds(5))), StepResult.in(StepState.NOT_RUN)));

    rig.carryOut(rig.claimed(aRun().inSteps(DbtStep.of(DbtCommand.SEED), DbtStep.of(DbtCommand.TEST), DbtStep.of(DbtCommand.RUN)).fresh()), timeline,
        List.of(node("raw", "success", seeds.plusSeconds(1), Duration.ofSeconds(1)), node("unique", "fail", tests.plusSeconds(1), Duration.ofSeconds(1))),
        List.of(), successful());
    traces.close();

    assertEquals(collector.span("dbt seed").getSpanId(), collector.span("raw").getParentSpanId());
    assertEquals(collector.span("dbt test").getSpanId(), collector.span("unique").getParentSpanId());
    assertEquals(Status.StatusCode.STATUS_CODE_ERROR, collector.span("dbt test").getStatus().getCode());
    assertEquals("seed, test, run", attributes(collector.span("dbt run").getAttributesList()).get("dbt.command"));
  }

  @Test
  void ofManyNodesAThousandAreSent() {
    rig.carryOut(rig.claimed(aRun().fresh()), TIMELINE, nodes(1100), List.of(), successful());
    traces.close();

    assertEquals(1000 + TIMELINE.spans().size() + 1, collector.spans().size());
    assertEquals("100", attributes(collector.span("DBT").getAttributesList()).get("dbt.nodes.left_out"));
  }

  private static List<NodeResult> nodes(int many) {
    return IntStream.range(0, many).mapToObj(number -> node("model_" + number, "success", STARTED_AT.plusSeconds(2), Duration.ofMillis(5))).toList();
  }

  @Test
  void ofARunThatGoesBackNothingIsSent() {
    rig.carryOut(rig.claimed(aRun().fresh()), TIMELINE, List.of(), List.of(), new RunState.Queued(QUEUED_AT));
    traces.close();

    assertEquals(List.of(), collector.requests());
  }

  @Test
  void aCollectorThatRefusesHoldsNoRunUpAndIsToldOnce() {
    collector.answers(aResponse().withStatus(403));

    for (int run = 0; run < 3; run++) {
      rig.carryOut(rig.claimed(aRun().fresh()), TIMELINE, nodes(600), List.of(), successful());
    }
    traces.close();

    assertTrue(collector.requests().size() > 1);
    assertEquals(List.of("WARNING"), outages());
  }

  @Test
  void aCollectorThatIsAwayOrSlowHoldsNoRunUpAndFillsNoMemory() {
    collector.answers(aResponse().withFixedDelay(20_000));
    List<NodeResult> many = nodes(1000);

    // 50,000 spans, of which the queue takes 10,000; the timeout is that of a run that would wait for one answer.
    assertTimeout(Duration.ofSeconds(15), () -> {
      for (int run = 0; run < 50; run++) {
        rig.carryOut(rig.claimed(aRun().fresh()), TIMELINE, many, List.of(), successful());
      }
    });
    assertTimeout(Duration.ofSeconds(8), traces::close, "the end of the service does not wait for it either");
  }

  @Test
  void aCollectorThatIsNotThereIsToldOnce() {
    URI nowhere = collector.endpoint();
    collector.close();
    traces = sentTo(URI.create(nowhere.toString()));
    rig = new WatchedRig(traces, parents, 1000);

    rig.carryOut(rig.claimed(aRun().fresh()), TIMELINE, nodes(1000), List.of(), successful());
    traces.close();

    assertTrue(outages().size() <= 1, told::toString);
    assertFalse(told.toString().contains("sesame"));
  }

  private List<String> outages() {
    return told.stream().filter(line -> line.contains("collector") || line.contains("opentelemetry")).map(line -> line.split(" ")[0]).toList();
  }
}
