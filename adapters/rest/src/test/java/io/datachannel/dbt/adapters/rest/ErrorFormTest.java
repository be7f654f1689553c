package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.rest.problem.Outages;
import io.datachannel.dbt.adapters.rest.problem.ProblemMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error has one form, whoever raised it. */
class ErrorFormTest {
  private final Client client = new Client();

  @ParameterizedTest
  @ValueSource(strings = {"warehouse-types", "warehouses", "credentials/1", "projects", "projects/1/models", "runs/1/log", "runs/1/events",
      "nothing", "", "warehouses;v=1", "..%2Fwarehouses"})
  void withoutATokenThereIsNothing(String path) {
    Client.Answer answer = client.send(client.anonymous(path).GET());

    assertEquals("401 UNAUTHENTICATED", answer.problem());
    assertEquals("Bearer", answer.header("WWW-Authenticate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer", "Basic TOKEN", "TOKEN", "Bearer TOKEN x", "Bearer TOKEN,", "Bearer \"TOKEN\""})
  @Tag("fault-48")
  void onlyAKnownBearerTokenIsTaken(String header) {
    Client.Answer answer = client.send(
        client.anonymous("warehouses").header("Authorization", header.replace("TOKEN", client.token.reveal())).GET());

    assertEquals("401 UNAUTHENTICATED", answer.problem());
    assertFalse(answer.body().contains(client.token.reveal()) || answer.body().contains("wrong"), answer::body);
  }

  @Test
  @Tag("fault-48")
  void twoTokensAreNoToken() {
    assertEquals("401 UNAUTHENTICATED", client.send(client.request("warehouses").header("Authorization", "Bearer x").GET()).problem());
  }

  @Test
  void aTokenInTheQueryIsNoToken() {
    assertEquals("401 UNAUTHENTICATED",
        client.send(client.anonymous("warehouses?access_token=" + client.token.reveal()).GET()).problem());
  }

  @Test
  void theSchemeIsReadInAnyCase() {
    assertEquals(200, client.send(
        client.anonymous("warehouses").header("Authorization", "bearer " + client.token.reveal()).GET()).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "nothing/at/all", "runs/abc", "runs/99999999", "runs/99999999999999", "runs/-1", "runs/1.5", "projects/0",
      "projects/x/models", "projects/1/refreshes/x", "projects/x/refreshes/1", "warehouses/x", "credentials/x", "warehouses/1/nothing"})
  void whatIsNotThereIsNotFound(String path) {
    Client.Answer answer = client.get(path);

    assertEquals("404 NOT_FOUND", answer.problem());
    assertEquals("Not Found", answer.json().getString("title"));
    assertEquals("about:blank", answer.json().getString("type"));
    assertEquals(404, answer.json().getInt("status"));
  }

  @ParameterizedTest
  @CsvSource({"PUT, warehouses, 'GET,POST'", "DELETE, runs/1, GET", "GET, runs/1/cancel, POST", "GET, projects/1/refresh, POST",
      "POST, warehouse-types, GET", "POST, projects/1, 'DELETE,GET,PATCH,PUT'"})
  @Tag("fault-48")
  void anotherMethodIsNotAllowed(String method, String path, String allowed) {
    Client.Answer answer = client.send(client.request(path).method(method, BodyPublishers.noBody()));

    assertEquals("405 METHOD_NOT_ALLOWED", answer.problem());
    assertEquals(allowed, answer.header("Allow").replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({"warehouses, text/csv", "runs/1/log, application/json", "runs/1/events, application/json"})
  void anotherAnswerCannotBeHad(String path, String accept) {
    assertEquals("406 MEDIA_TYPE_UNSUPPORTED", client.send(client.request(path).header("Accept", accept).GET()).problem());
  }

  @ParameterizedTest
  @CsvSource({"limit=0, limit", "limit=201, limit", "limit=x, limit", "limit=99999999999999999999, limit", "after=-1, after", "after=x, after"})
  void aBadPageIsNamed(String query, String field) {
    assertEquals("400 FIELD_INVALID " + field, client.get("warehouses?" + query).problem());
    assertEquals("400 FIELD_INVALID " + field, client.get("runs?" + query).problem());
  }

  @ParameterizedTest
  @CsvSource({"broken/SECRET_UNREADABLE, 409 SECRET_UNREADABLE", "broken, 500 INTERNAL_ERROR"})
  void aFailureOfTheServiceKeepsItsInnerWordsForTheLog(String path, String problem) {
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Client.Answer answer = logging(ProblemMapper.class, logged, () -> client.get(path));

    assertEquals(problem, answer.problem());
    assertFalse(answer.body().contains(BrokenResource.INNER_WORDS), answer::body);
    assertTrue(logged.stream().anyMatch(row -> row.getMessage().contains(answer.json().getString("requestId"))
        && row.getThrown().getMessage().equals(BrokenResource.INNER_WORDS)), logged::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DATABASE_UNAVAILABLE", "STORAGE_UNAVAILABLE"})
  void anOutageSaysWhenToTryAgainAndIsToldInOneLineForManyRequests(String code) {
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    for (int call = 0; call < 3; call++) {
      Client.Answer answer = logging(Outages.class, logged, () -> client.get("broken/" + code));

      assertEquals("503 " + code, answer.problem());
      assertEquals("10", answer.header("Retry-After"));
      assertFalse(answer.body().contains(BrokenResource.INNER_WORDS), answer::body);
    }

    assertEquals(1, logged.size());
    assertTrue(logged.getFirst().getMessage().contains(BrokenResource.INNER_WORDS));
    assertNull(logged.getFirst().getThrown());
  }

  @Test
  void everyAnswerCarriesAnIdOfItsOwn() {
    Client.Answer good = client.send(client.request("warehouses").header("X-Request-Id", "mine").GET());
    Client.Answer bad = client.get("runs/0");

    assertTrue(good.header("X-Request-Id").matches("[0-9a-f-]{36}"), good.header("X-Request-Id"));
    assertEquals(bad.json().getString("requestId"), bad.header("X-Request-Id"));
    assertNotEquals(good.header("X-Request-Id"), bad.header("X-Request-Id"));
    assertEquals("no-store", good.header("Cache-Control"));
    assertEquals("nosniff", good.header("X-Content-Type-Options"));
  }

  private static Client.Answer logging(Class<?> of, List<LogRecord> logged, Supplier<Client.Answer> call) {
    Handler handler = collecting(logged);
    Logger logger = Logger.getLogger(of.getName());
    logger.addHandler(handler);
    try {
      return call.get();
    } finally {
      logger.removeHandler(handler);
    }
  }

  private static Handler collecting(List<LogRecord> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord row) {
        logged.add(row);
      }

      @Override
      public void flush() {
        // Nothing is kept back.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
