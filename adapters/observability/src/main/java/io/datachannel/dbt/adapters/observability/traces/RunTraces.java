package io.datachannel.dbt.adapters.observability.traces;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.datachannel.dbt.adapters.observability.runs.RunReport;
import io.datachannel.dbt.adapters.observability.runs.RunWatcher;
import io.datachannel.dbt.application.execution.TraceParent;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.ClaimedRun;
import io.datachannel.dbt.application.runs.TraceParents;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One trace for each run, of the attempt that ended it. Its root begins in memory when the run is claimed, so that what the run calls can go on
 * from there; all spans are made when the run is over, and sent by a thread of their own from a queue that is bounded.
 */
public final class RunTraces implements RunWatcher, AutoCloseable {
  private static final AttributeKey<Long> ACCOUNT = longKey("datachannel.account.id");
  private static final AttributeKey<Long> PROJECT = longKey("datachannel.project.id");
  private static final AttributeKey<Long> RUN = longKey("datachannel.run.id");
  private static final AttributeKey<String> TYPE = stringKey("datachannel.run.type");
  private static final AttributeKey<String> COMMAND = stringKey("dbt.command");
  private static final long LAST_SECONDS = 3;

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final TraceParents parents;
  private final Map<RunId, Span> roots = new ConcurrentHashMap<>();

  private RunTraces(SdkTracerProvider provider, TraceParents parents) {
    this.provider = provider;
    this.tracer = provider.get("io.datachannel.dbt");
    this.parents = parents;
  }

  /** @param copy names this copy of the service */
  public static RunTraces sentTo(Collector collector, TraceParents parents, String version, String copy) {
    return new RunTraces(Otlp.to(collector, version, copy), parents);
  }

  @Override
  public void claimed(ClaimedRun claimed) {
    Run run = claimed.run();
    roots.put(run.id(), tracer.spanBuilder("dbt run").setParent(parentOf(run.id())).setStartTimestamp(claimed.queuedAt())
        .setAttribute(ACCOUNT, run.account().value()).setAttribute(PROJECT, (long) run.project().value())
        .setAttribute(RUN, (long) run.id().value()).setAttribute(TYPE, run.order().type().name())
        .setAttribute(COMMAND, run.order().steps().stream().map(RunTraces::word).collect(Collectors.joining(", ")))
        .startSpan());
  }

  /** Its arguments may name what is no one's business. */
  static String word(DbtStep step) {
    return step.command().word();
  }

  private Context parentOf(RunId run) {
    return kept(run).map(parent -> Context.root().with(Span.wrap(SpanContext.createFromRemoteParent(
        parent.traceId(), parent.spanId(), TraceFlags.fromHex(parent.flags(), 0), TraceState.getDefault())))).orElseGet(Context::root);
  }

  /** A trace that begins anew is better than none. */
  private Optional<TraceParent> kept(RunId run) {
    try {
      return parents.find(run);
    } catch (PortFailure _) {
      return Optional.empty();
    }
  }

  /** For what the run calls: its own place in the trace. Empty for a run that does not go on here. */
  public Optional<TraceParent> placeOf(RunId run) {
    return Optional.ofNullable(roots.get(run)).map(Span::getSpanContext)
        .map(place -> new TraceParent(place.getTraceId(), place.getSpanId(), place.getTraceFlags().asHex()));
  }

  /** Of a run that did not end here nothing is told: whoever ends it tells it. */
  @Override
  public void over(RunReport report) {
    Span root = roots.remove(report.claimed().run().id());
    report.end().ifPresent(end -> new SpansOfRun(tracer, root, report).tell(end));
  }

  /** Sends what waits, for a few seconds at the most. */
  @Override
  public void close() {
    provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
  }
}
