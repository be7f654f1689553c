package io.datachannel.dbt.adapters.observability.metrics;

import io.datachannel.dbt.adapters.observability.runs.RunWatcher;
import io.datachannel.dbt.application.journal.RunLogs;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** The metrics of this copy, for Prometheus. */
public final class ServiceMetrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final RunMetrics runs = new RunMetrics(registry);
  private final Gauge followers;
  private final AtomicBoolean withJvm = new AtomicBoolean();

  /** @param version of the service @param copy names it among the copies */
  public ServiceMetrics(String version, String copy) {
    Info.builder().name("dbt_service_info").help("Which build this is, on which Java.").labelNames("version", "java", "copy").register(registry)
        .setLabelValues(version, Runtime.version().toString(), copy);
    this.followers = Gauge.builder().name("dbt_event_followers").help("Requests that follow the events of a run, and wait for the next one now.")
        .withoutExemplars().register(registry);
  }

  /** What counts. */
  public RunWatcher watcher() {
    return runs;
  }

  /** The logs, of which it is counted how many wait for news. */
  public RunLogs followed(RunLogs logs) {
    return new FollowedLogs(logs, followers);
  }

  /** From now on what is looked up is told, too. @param accounts how many are told one by one @param steady a clock that never jumps */
  public void lookUp(Sources sources, int accounts, InstantSource steady) {
    new ServiceGauges(registry, sources, accounts, steady);
  }

  /** @param accept of the request, by which the format is chosen; empty for the plain text */
  public Page page(String accept) {
    // Not before someone asks: its beans take a part of the start.
    if (withJvm.compareAndSet(false, true)) {
      JvmMetrics.builder().register(registry);
    }
    ExpositionFormatWriter writer = formats.findWriter(accept);
    ByteArrayOutputStream out = new ByteArrayOutputStream(32_768);
    try {
      writer.write(out, registry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Page(writer.getContentType(), out.toByteArray());
  }

  /** @param type its media type, with the version of the format */
  public record Page(String type, byte[] bytes) {}
}
