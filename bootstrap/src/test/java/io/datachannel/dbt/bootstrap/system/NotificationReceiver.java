package io.datachannel.dbt.bootstrap.system;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real HTTP server that is posted to. */
public final class NotificationReceiver implements AutoCloseable {
  private final WireMockServer server = new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  public NotificationReceiver() {
    server.start();
    answer(200, "ok");
  }

  /** From now on. */
  void answer(int status, String text) {
    server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withStatus(status).withBody(text)));
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  /** What came, oldest first. */
  public List<LoggedRequest> posts() {
    return server.findAll(WireMock.postRequestedFor(WireMock.anyUrl()));
  }

  /** Waits until so many came. @throws AssertionError when they do not within a minute */
  public List<LoggedRequest> await(int number) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (posts().size() < number) {
      if (System.nanoTime() > end) {
        throw new AssertionError("only " + posts());
      }
      Pause.briefly();
    }
    return posts();
  }

  /** The JSON of a post. */
  public static JsonObject json(LoggedRequest post) {
    try (JsonReader reader = Json.createReader(new StringReader(post.getBodyAsString()))) {
      return reader.readObject();
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
