package io.datachannel.dbt.bootstrap.chaos;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * What a copy tells load balancers, without a token.
 *
 * @param down the checks that are not passed
 */
record HealthPage(int status, List<String> down) {
  /** However long the database takes. */
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static HealthPage ready(Copy copy) {
    return get(copy, "health/ready");
  }

  static HealthPage live(Copy copy) {
    return get(copy, "health/live");
  }

  private static HealthPage get(Copy copy, String path) {
    try {
      HttpResponse<String> answer = HTTP.send(
          HttpRequest.newBuilder(copy.address().resolve("/" + path)).timeout(LONGEST).build(), BodyHandlers.ofString());
      try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
        return new HealthPage(answer.statusCode(), reader.readObject().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
            .filter(check -> check.getString("status").equals("DOWN")).map(check -> check.getString("name")).toList());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
