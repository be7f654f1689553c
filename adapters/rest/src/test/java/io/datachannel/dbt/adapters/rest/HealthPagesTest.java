package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.PortFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a token, and without a word of what is wrong. */
class HealthPagesTest {
  private final RunningRest rest = RunningRest.get();

  @Test
  void readinessFollowsWhatWasSeenLastAndLivenessDoesNot() throws Exception {
    assertEquals("200 {\"status\":\"UP\",\"checks\":[{\"status\":\"UP\",\"name\":\"database\"},{\"status\":\"UP\",\"name\":\"notDraining\"}]}",
        get("ready"));

    rest.databaseIsAway.set(true);
    assertThrows(PortFailure.class, rest.database::tick);
    try {
      assertEquals("503 {\"status\":\"DOWN\",\"checks\":[{\"status\":\"DOWN\",\"name\":\"database\"},{\"status\":\"UP\",\"name\":\"notDraining\"}]}",
          get("ready"));
      assertEquals("200 {\"status\":\"UP\",\"checks\":[]}", get("live"));
    } finally {
      rest.databaseIsAway.set(false);
      rest.database.tick();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "started", "ready/database"})
  void thereIsNoOtherPage(String page) throws Exception {
    assertEquals("404", get(page).substring(0, 3));
  }

  private String get(String page) throws Exception {
    HttpResponse<String> answer = HttpClient.newHttpClient().send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rest.port + "/health/" + page)).build(), BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
