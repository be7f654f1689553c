package io.datachannel.dbt.adapters.observability.traces;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/** An exporter whose outages are told in one line each, when they begin and when they are over. */
final class ToldOutages implements SpanExporter {
  private static final Logger LOG = System.getLogger(ToldOutages.class.getName());

  private final SpanExporter exporter;
  private final AtomicBoolean away = new AtomicBoolean();

  ToldOutages(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    result.whenComplete(() -> {
      if (result.isSuccess()) {
        over();
      } else {
        failed(result);
      }
    });
    return result;
  }

  private void failed(CompletableResultCode result) {
    if (away.compareAndSet(false, true)) {
      Throwable why = result.getFailureThrowable();
      LOG.log(Level.WARNING, "the collector of traces does not take them; they are dropped until it does: {0}",
          why == null ? "no reason was told" : why.toString());
    }
  }

  private void over() {
    if (away.compareAndSet(true, false)) {
      LOG.log(Level.INFO, "the collector takes traces again");
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
