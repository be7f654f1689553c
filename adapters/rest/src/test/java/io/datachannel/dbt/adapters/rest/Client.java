package io.datachannel.dbt.adapters.rest;

import io.datachannel.dbt.application.account.ApiTokens.NewToken;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
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
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A user of an account of their own, who calls the API over HTTP. */
final class Client {
  private static final AtomicLong LAST_ACCOUNT = new AtomicLong();
  private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final RunningRest rest = RunningRest.get();
  final Rows rows = rest.rows;
  final Caller caller;
  final Secret token = rows.tokenSource.fresh();

  private final String base;

  Client() {
    this(new Caller(new AccountId(LAST_ACCOUNT.incrementAndGet()), new UserId(7), Role.ADMIN), FrontendApi.PATH);
  }

  private Client(Caller caller, String base) {
    this.caller = caller;
    this.base = base;
    rows.tokens.add(new NewToken(caller, "test", rows.tokenSource.hash(token), Rows.NOW, Optional.empty()));
  }

  /** A caller of MetaAPI in the same account. */
  Client reporter(Role role) {
    return new Client(new Caller(account(), caller.user(), role), MetaApi.PATH);
  }

  Answer patch(String path, String json) {
    return send(request(path).header("Content-Type", "application/json").method("PATCH", BodyPublishers.ofString(json)));
  }

  AccountId account() {
    return caller.account();
  }

  /** The id of a new DuckDB warehouse. */
  long warehouse() {
    return created("warehouses", "{'name': 'w', 'type': 'duckdb', 'connection': {'path': 'shop.duckdb'}}");
  }

  /** The id of a new project on a new warehouse. */
  long project() {
    return created("projects", "{'name': 'shop', 'warehouseId': " + warehouse()
        + ", 'repositoryUrl': 'https://git.example/acme/shop.git', 'branch': 'main'}");
  }

  /** The id of a new collection of the project. */
  long collection(Object project) {
    return created("projects/" + project + "/collections", "{'name': 'c', 'models': ['model.shop.orders', 'model.shop.customers']}");
  }

  /** The id of the daily schedule on two models of the project; it is made, or set again. */
  long schedule(Object project) {
    return post("projects/" + project + "/schedules", """
        {"target": {"kind": "MODELS", "models": ["model.shop.orders", "model.shop.customers"]},
         "cadence": {"kind": "DAILY", "time": "10:30"}}""").json().getInt("id");
  }

  /** The id of a new queued run of a new project. */
  int run() {
    return (int) created("projects/" + project() + "/runs", "");
  }

  private long created(String path, String json) {
    Answer answer = post(path, json.replace('\'', '"'));
    if (answer.status() != 201) {
      throw new AssertionError(answer.body());
    }
    return answer.json().getInt("id");
  }

  /** What the service answered. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(body()))) {
        return reader.readObject();
      }
    }

    List<JsonObject> items() {
      return json().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    /** Status, code and field of a problem, for example {@code 400 FIELD_MISSING name}. */
    String problem() {
      String type = header("Content-Type").equals("application/problem+json") ? "" : "not a problem: " + header("Content-Type") + " ";
      return (type + status() + " " + json().getString("code") + " " + json().getString("field", "")).strip();
    }

    String detail() {
      return json().getString("detail");
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, String json) {
    return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
  }

  Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  Answer post(String path, BodyPublisher body) {
    return send(request(path).header("Content-Type", "application/json").POST(body));
  }

  /** A change of what has this revision; {@code *} for any. */
  Answer change(String method, String path, String revision, String json) {
    return send(request(path).header("Content-Type", "application/json").header("If-Match", revision)
        .method(method, BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  Answer delete(String path, String revision) {
    return send(request(path).header("If-Match", revision).DELETE());
  }

  /** The same user with a token of another role. */
  Client as(Role role) {
    return new Client(new Caller(caller.account(), caller.user(), role), base);
  }

  /** The answer's bytes as they come. */
  InputStream stream(HttpRequest.Builder request) {
    return open(request).body();
  }

  /** An answer whose bytes are still coming. */
  HttpResponse<InputStream> open(HttpRequest.Builder request) {
    return sent(request.GET(), BodyHandlers.ofInputStream());
  }

  /** An answer as it is, compressed or not. */
  HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    return sent(request, BodyHandlers.ofByteArray());
  }

  Answer send(HttpRequest.Builder request) {
    return new Answer(sent(request, BodyHandlers.ofString()));
  }

  private static <T> HttpResponse<T> sent(HttpRequest.Builder request, BodyHandler<T> handler) {
    try {
      return HTTP.send(request.build(), handler);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + token.reveal());
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rest.port + base + "/" + path)).timeout(Duration.ofSeconds(30));
  }
}
