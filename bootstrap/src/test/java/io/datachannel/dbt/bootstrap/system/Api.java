package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Calls the service over HTTP and keeps what it answered, errors too. */
public final class Api {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final Secret token;

  public Api(URI service, Secret token) {
    this(service, token, "/api/v1/");
  }

  private Api(URI service, Secret token, String path) {
    this.base = service.resolve(path);
    this.token = token;
  }

  /** MetaAPI instead of FrontendAPI. */
  static Api meta(URI service, Secret token) {
    return new Api(service, token, "/meta/v1/");
  }

  /** @param key the value of Idempotency-Key */
  public Answer postOnce(String path, String key, String json) {
    return send(request(path).header("Content-Type", "application/json").header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(json)));
  }

  public Answer patch(String path, String json) {
    return send(request(path).header("Content-Type", "application/json").method("PATCH", BodyPublishers.ofString(json)));
  }

  /** @param header one more, by name */
  Answer post(String path, String json, String header, String value) {
    return send(request(path).header("Content-Type", "application/json").header(header, value).POST(BodyPublishers.ofString(json)));
  }

  Answer upload(String path, BodyPublisher log) {
    return send(request(path).header("Content-Type", "text/plain").POST(log));
  }

  /** An answer of the service. */
  public record Answer(int status, String contentType, String body) {
    public JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(body))) {
        return reader.readObject();
      }
    }

    public int id() {
      return json().getInt("id");
    }

    public String code() {
      return json().getString("code");
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String json) {
    return post(path, BodyPublishers.ofString(json));
  }

  Answer post(String path, BodyPublisher body) {
    return send(request(path).header("Content-Type", "application/json").POST(body));
  }

  /** @param revision the value of If-Match */
  public Answer send(String method, String path, String revision, String json) {
    return send(request(path).header("Content-Type", "application/json").header("If-Match", revision)
        .method(method, BodyPublishers.ofString(json)));
  }

  /** Asks again until the answer has this status. @throws AssertionError when it has not within three minutes */
  void awaitStatus(String path, int status) {
    long end = System.nanoTime() + LONGEST.toNanos();
    Answer seen = get(path);
    while (seen.status() != status) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still " + seen);
      }
      Pause.briefly();
      seen = get(path);
    }
  }

  public List<JsonObject> items(String path) {
    return get(path).json().getJsonArray("items").getValuesAs(JsonObject.class);
  }

  /** Asks again until the answer is as wished. @throws AssertionError when it is not within three minutes */
  public JsonObject await(String path, Predicate<JsonObject> wish) {
    long end = System.nanoTime() + LONGEST.toNanos();
    JsonObject seen = get(path).json();
    while (!wish.test(seen)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still " + seen);
      }
      Pause.briefly();
      seen = get(path).json();
    }
    return seen;
  }

  /** The run when it is over. */
  public JsonObject finished(int run) {
    return await("runs/" + run, seen -> !List.of("QUEUED", "RUNNING").contains(seen.getString("status")));
  }

  /** The refresh job when it is over. */
  public JsonObject refreshed(int project) {
    int job = post("projects/" + project + "/refresh", "").id();
    return await("projects/" + project + "/refreshes/" + job,
        seen -> !List.of("QUEUED", "RUNNING").contains(seen.getString("state")));
  }

  /** The test of a warehouse when it is over. */
  JsonObject tested(long warehouse) {
    int job = post("warehouses/" + warehouse + "/test", "").id();
    return await("warehouses/" + warehouse + "/tests/" + job,
        seen -> !List.of("QUEUED", "RUNNING").contains(seen.getString("state")));
  }

  /** The lines of a run's event stream until it ends, from behind an event. */
  public List<String> events(int run, long after) {
    try (Stream<String> lines = stream(run, after)) {
      return lines.toList();
    }
  }

  /** The body of an answer as it comes, by a path of the service. */
  InputStream bytes(String path) {
    try {
      return http.send(request(path).GET().build(), BodyHandlers.ofInputStream()).body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  Stream<String> stream(int run, long after) {
    HttpRequest.Builder request = request("runs/" + run + "/events").header("Accept", "text/event-stream");
    if (after > 0) {
      request.header("Last-Event-ID", Long.toString(after));
    }
    try {
      return http.send(request.GET().build(), BodyHandlers.ofLines()).body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token.reveal());
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""), response.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
