package io.datachannel.dbt.adapters.observability.traces;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.datachannel.dbt.adapters.observability.runs.RunReport;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.domain.run.NodeOutcome;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the spans of one run: below it its steps, below dbt's step the calls of dbt where there are several, and the nodes. Errors are told by their codes:
 * messages may quote what is in the warehouse.
 */
final class SpansOfRun {
  private static final AttributeKey<String> STATUS = stringKey("datachannel.run.status");
  private static final AttributeKey<Long> ATTEMPT = longKey("datachannel.run.fencing_number");
  private static final AttributeKey<String> ERROR = stringKey("error.type");
  private static final AttributeKey<String> NODE = stringKey("dbt.node.unique_id");
  private static final AttributeKey<String> NODE_TYPE = stringKey("dbt.node.resource_type");
  private static final AttributeKey<String> NODE_STATUS = stringKey("dbt.node.status");
  private static final AttributeKey<Long> UNSEEN = longKey("dbt.nodes.left_out");

  private final Tracer tracer;
  private final Span root;
  private final RunReport report;

  SpansOfRun(Tracer tracer, Span root, RunReport report) {
    this.tracer = tracer;
    this.root = root;
    this.report = report;
  }

  void tell(RunState.Final end) {
    List<RunTimeline.Span> steps = report.timeline().map(RunTimeline::spans).orElse(List.of());
    steps.forEach(this::step);
    root.setAttribute(STATUS, end.status().name()).setAttribute(ATTEMPT, report.claimed().lease().fencingNumber());
    switch (end) {
      case RunState.Failed failed -> fail(failed.failure().code().name());
      case RunState.PartiallySuccessful _ -> fail(report.errors().stream().findFirst().map(error -> error.failure().code().name()).orElse("PARTIAL_SUCCESS"));
      case RunState.Successful _, RunState.Cancelled _ -> root.setStatus(StatusCode.OK);
    }
    root.end(Stream.concat(Stream.of(end.finishedAt()), steps.stream().map(SpansOfRun::endOf)).max(Instant::compareTo).orElseThrow());
  }

  private void fail(String code) {
    root.setAttribute(ERROR, code).setStatus(StatusCode.ERROR, code);
  }

  private void step(RunTimeline.Span step) {
    Span span = tracer.spanBuilder(step.step().name()).setParent(Context.root().with(root)).setStartTimestamp(step.startedAt()).startSpan();
    if (step.step() == RunTimeline.Step.DBT) {
      nodes(span, calls(span));
      span.setAttribute(UNSEEN, (long) report.unseen());
    }
    span.end(endOf(step));
  }

  private static Instant endOf(RunTimeline.Span step) {
    return step.startedAt().plus(step.took());
  }

  /** A call of dbt that has a span. */
  private record Call(Span span, Instant startedAt, Instant endedAt) {
    boolean holds(Instant instant) {
      return !instant.isBefore(startedAt) && !instant.isAfter(endedAt);
    }
  }

  private List<Call> calls(Span dbt) {
    List<StepResult> results = report.timeline().map(RunTimeline::dbtSteps).orElse(List.of());
    List<Call> calls = new ArrayList<>();
    if (report.claimed().run().order().hasSeveralSteps()) {
      for (int index = 0; index < results.size(); index++) {
        call(dbt, index, results.get(index)).ifPresent(calls::add);
      }
    }
    return calls;
  }

  private Optional<Call> call(Span dbt, int index, StepResult result) {
    return result.startedAt().flatMap(started -> result.took().map(started::plus).map(ended -> {
      Span span = tracer.spanBuilder("dbt " + RunTraces.word(report.claimed().run().order().steps().get(index)))
          .setParent(Context.root().with(dbt)).setStartTimestamp(started).startSpan();
      if (result.state() == StepState.FAILED) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end(ended);
      return new Call(span, started, ended);
    }));
  }

  /** A node that dbt skipped has no time of its own, and no span. */
  private void nodes(Span dbt, List<Call> calls) {
    report.nodes().forEach(node -> node.startedAt().ifPresent(started -> {
      Span parent = calls.stream().filter(call -> call.holds(started)).findFirst().map(Call::span).orElse(dbt);
      node(parent, node, started);
    }));
  }

  private void node(Span parent, NodeResult node, Instant started) {
    Span span = tracer.spanBuilder(node.name()).setParent(Context.root().with(parent)).setStartTimestamp(started)
        .setAttribute(NODE, node.uniqueId()).setAttribute(NODE_TYPE, node.resourceType()).setAttribute(NODE_STATUS, node.dbtStatus()).startSpan();
    if (node.outcome() == NodeOutcome.FAILED) {
      span.setStatus(StatusCode.ERROR, node.dbtStatus());
    }
    span.end(started.plus(node.took()));
  }
}
