package io.datachannel.dbt.adapters.git;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives every request the same answer, and counts them. */
final class ScriptedHttpServer implements AutoCloseable {
  private final HttpServer http;
  private final AtomicInteger requests = new AtomicInteger();

  private ScriptedHttpServer(HttpServer http) {
    this.http = http;
  }

  static ScriptedHttpServer answering(int status, Map<String, String> headers, String body) throws IOException {
    return answering(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  static ScriptedHttpServer answering(int status, Map<String, String> headers, byte[] content) throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ScriptedHttpServer server = new ScriptedHttpServer(http);
    http.createContext("/", exchange -> {
      try (exchange) {
        server.requests.incrementAndGet();
        headers.forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        if (content.length > 0) {
          exchange.getResponseBody().write(content);
        }
      }
    });
    http.start();
    return server;
  }

  String url(String path) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + path;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
