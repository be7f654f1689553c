package io.datachannel.dbt.bootstrap.demo;

import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/** Calls the service like any client would: over HTTP, with a token. */
public final class RestClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final Secret token;

  /** @param base for example http://127.0.0.1:8080/api/v1/ */
  public RestClient(URI base, Secret token) {
    this.base = base;
    this.token = token;
  }

  /** @throws IllegalStateException with the service's words when the answer is not a success */
  public JsonObject get(String path) {
    return json(send(request(path).GET().build(), BodyHandlers.ofString()));
  }

  /** @throws IllegalStateException with the service's words when the answer is not a success */
  public JsonObject post(String path, JsonObject body) {
    return json(send(request(path).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString())).build(), BodyHandlers.ofString()));
  }

  /** The lines of a server-sent event stream, as they come; the caller closes it. */
  public Stream<String> stream(String path) {
    return send(request(path).header("Accept", "text/event-stream").GET().build(), BodyHandlers.ofLines()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token.reveal());
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private static JsonObject json(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }
}
