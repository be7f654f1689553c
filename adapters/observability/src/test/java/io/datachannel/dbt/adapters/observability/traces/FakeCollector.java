package io.datachannel.dbt.adapters.observability.traces;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A collector of traces, which reads what it is sent as the protocol has it. */
final class FakeCollector implements AutoCloseable {
  private final WireMockServer server = new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  FakeCollector() {
    server.start();
    answers(aResponse().withStatus(200));
  }

  void answers(ResponseDefinitionBuilder answer) {
    server.resetMappings();
    server.stubFor(any(anyUrl()).willReturn(answer));
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port() + "/v1/traces");
  }

  List<LoggedRequest> requests() {
    return server.findAll(WireMock.anyRequestedFor(anyUrl()));
  }

  List<ResourceSpans> received() {
    return requests().stream().map(FakeCollector::read).flatMap(request -> request.getResourceSpansList().stream()).toList();
  }

  List<Span> spans() {
    return received().stream().flatMap(resource -> resource.getScopeSpansList().stream()).flatMap(scope -> scope.getSpansList().stream()).toList();
  }

  Span span(String name) {
    List<Span> named = spans().stream().filter(span -> span.getName().equals(name)).toList();
    if (named.size() != 1) {
      throw new AssertionError(named.size() + " spans are called " + name);
    }
    return named.getFirst();
  }

  private static ExportTraceServiceRequest read(LoggedRequest request) {
    byte[] body = request.getBody();
    try {
      boolean packed = body.length > 1 && body[0] == 0x1f && body[1] == (byte) 0x8b;
      return ExportTraceServiceRequest.parseFrom(packed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Texts and numbers alike, as text. */
  static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream().collect(Collectors.toMap(KeyValue::getKey,
        one -> one.getValue().hasStringValue() ? one.getValue().getStringValue() : Long.toString(one.getValue().getIntValue())));
  }

  static Instant start(Span span) {
    return Instant.ofEpochSecond(0, span.getStartTimeUnixNano());
  }

  static Instant end(Span span) {
    return Instant.ofEpochSecond(0, span.getEndTimeUnixNano());
  }

  static String hex(com.google.protobuf.ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @Override
  public void close() {
    server.stop();
  }
}
