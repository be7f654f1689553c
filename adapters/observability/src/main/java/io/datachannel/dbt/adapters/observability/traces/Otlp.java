package io.datachannel.dbt.adapters.observability.traces;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Sends spans to a collector by OTLP over HTTP, from a bounded queue and by a thread of its own. A caller who records nothing gets nothing. */
final class Otlp {
  /** Its lines would be many in an outage, which {@link ToldOutages} tells; kept here, since the log forgets loggers that no one holds. */
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");
  private static final int WAITING_SPANS = 10_000;
  private static final Duration OFTEN = Duration.ofSeconds(2);
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);

  private Otlp() {}

  static SdkTracerProvider to(Collector collector, String version, String copy) {
    LIBRARY.setLevel(Level.OFF);
    Map<String, String> headers =
        collector.headers().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().reveal()));
    OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder().setEndpoint(collector.endpoint().toString()).setHeaders(() -> headers)
        .setTimeout(LONGEST_REQUEST).setConnectTimeout(LONGEST_REQUEST).setCompression("gzip").build();
    return SdkTracerProvider.builder()
        .setResource(Resource.create(Attributes.of(stringKey("service.name"), "datachannel-dbt", stringKey("service.version"), version,
            stringKey("service.instance.id"), copy)))
        .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
        .addSpanProcessor(BatchSpanProcessor.builder(new ToldOutages(exporter)).setMaxQueueSize(WAITING_SPANS).setScheduleDelay(OFTEN).build())
        .build();
  }
}
