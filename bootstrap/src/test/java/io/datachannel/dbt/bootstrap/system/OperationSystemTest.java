package io.datachannel.dbt.bootstrap.system;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.observability.logs.JsonLines;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What an operator sees of a run on the real service: in its metrics, in a trace, and in its log. */
class OperationSystemTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void aRunIsSeenInTheMetricsInATraceAndInTheLog() throws IOException, InterruptedException {
    service.github().stubFor(post(RunningService.COLLECTOR).willReturn(ok()));
    Handler listening = listening();
    int project = service.project(Repository.of(service.samples(), service.fresh("observed"),
        "dbt_project.yml", "name: shop\nversion: '1.0'\nconfig-version: 2\nprofile: any\n",
        "models/orders.sql", "{{ log('My place is ' ~ env_var('TRACEPARENT', 'none'), info=True) }} select 1 as id",
        "models/broken.sql", "select no_such_column"));
    double before = value(page(), "dbt_run_ends_total{carried_out_by=\"service\",status=\"PARTIAL_SUCCESS\"}");

    int id = api.post("projects/" + project + "/runs", "{}", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01").id();
    JsonObject run = api.finished(id);
    List<Span> spans = awaitTrace();
    Logger.getLogger("").removeHandler(listening);

    assertEquals("PARTIAL SUCCESS", run.getString("status"), run::toString);
    assertMetrics(before);
    assertTrace(api.get("runs/" + id).json(), spans);
    assertTrue(lines.stream().anyMatch(line -> line.contains("run " + id + " ended PARTIAL SUCCESS")
        && line.contains("\"account\":1,\"project\":" + project + ",\"run\":" + id)), lines::toString);
  }

  private void assertMetrics(double before) throws IOException, InterruptedException {
    String page = page();
    assertEquals(before + 1, value(page, "dbt_run_ends_total{carried_out_by=\"service\",status=\"PARTIAL_SUCCESS\"}"));
    for (String step : List.of("CHECKOUT", "ENVIRONMENT", "PROFILE", "DBT", "END")) {
      assertTrue(value(page, "dbt_run_step_seconds_count{step=\"" + step + "\"}") >= 1, step);
    }
    assertTrue(value(page, "dbt_run_errors_total{blame=\"USER\",code=\"MODEL_FAILED\"}") >= 1);
    assertTrue(value(page, "dbt_queue_runs{account=\"other\"}") >= 0);
    assertTrue(value(page, "dbt_database_connections_limit{pool=\"dbt-beats\"}") > 0);
  }

  /** The steps of the trace are those of the timeline, and each took as long. */
  private void assertTrace(JsonObject run, List<Span> spans) {
    Span root = spans.stream().filter(span -> span.getName().equals("dbt run")).findFirst().orElseThrow();
    assertEquals("00f067aa0ba902b7", hex(root.getParentSpanId().toByteArray()));
    Map<String, Long> seen = spans.stream().filter(span -> span.getParentSpanId().equals(root.getSpanId()))
        .collect(Collectors.toMap(Span::getName, span -> (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1_000_000, Long::sum, TreeMap::new));
    Map<String, Long> told = run.getJsonArray("timeline").getValuesAs(JsonObject.class).stream()
        .collect(Collectors.toMap(span -> span.getString("step"), span -> span.getJsonNumber("tookMs").longValue(), Long::sum, TreeMap::new));
    assertEquals(told.keySet(), seen.keySet());
    told.forEach((step, took) -> assertTrue(Math.abs(took - seen.get(step)) <= 1, step + " took " + took + " and " + seen.get(step)));
    assertTrue(spans.stream().map(Span::getName).toList().containsAll(List.of("orders", "broken")));
    String log = api.get("runs/" + run.getInt("id") + "/log").body();
    assertTrue(log.contains("My place is 00-" + TRACE + "-" + hex(root.getSpanId().toByteArray()) + "-01"), log);
  }

  @Test
  void theMetricsAreForTheOperatorAlone() throws IOException, InterruptedException {
    for (String wrong : List.of(service.token(), RunningService.METRICS_TOKEN + "x", "")) {
      HttpResponse<String> refused = ask(wrong);
      assertEquals(401, refused.statusCode());
      assertEquals("", refused.body());
    }
    assertEquals(404, HttpClient.newHttpClient().send(HttpRequest.newBuilder(metrics().resolve("/observe/metrics")).build(),
        HttpResponse.BodyHandlers.ofString()).statusCode(), "nor does the server have a page of its own");
  }

  private URI metrics() {
    return service.service().address().resolve("/metrics");
  }

  private HttpResponse<String> ask(String token) throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(metrics()).header("Authorization", "Bearer " + token).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String page() throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(RunningService.METRICS_TOKEN);
    assertEquals(200, answer.statusCode());
    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.headers().firstValue("Content-Type").orElse(""));
    return answer.body();
  }

  private static double value(String page, String sample) {
    return page.lines().filter(line -> line.startsWith(sample + " ")).map(line -> Double.valueOf(line.substring(sample.length() + 1))).findFirst()
        .orElseThrow(() -> new AssertionError("no " + sample + " in " + page));
  }

  private List<Span> awaitTrace() {
    long end = System.nanoTime() + LONGEST.toNanos();
    List<Span> seen = trace();
    while (seen.stream().noneMatch(span -> span.getName().equals("dbt run"))) {
      assertTrue(System.nanoTime() < end, "the trace does not come");
      Pause.briefly();
      seen = trace();
    }
    return seen;
  }

  private List<Span> trace() {
    return service.github().findAll(postRequestedFor(urlEqualTo(RunningService.COLLECTOR))).stream().map(request -> read(request.getBody()))
        .flatMap(one -> one.getResourceSpansList().stream()).flatMap(one -> one.getScopeSpansList().stream())
        .flatMap(one -> one.getSpansList().stream()).filter(span -> hex(span.getTraceId().toByteArray()).equals(TRACE)).toList();
  }

  private static ExportTraceServiceRequest read(byte[] body) {
    try {
      boolean packed = body.length > 1 && body[0] == 0x1f && body[1] == (byte) 0x8b;
      return ExportTraceServiceRequest.parseFrom(packed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private Handler listening() {
    JsonLines json = new JsonLines("test");
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord entry) {
        lines.add(json.format(entry));
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
}
