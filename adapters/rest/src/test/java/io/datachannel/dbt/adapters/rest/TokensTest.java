package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.domain.account.Role;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TokensTest {
  private final Client client = new Client();

  private JsonObject issued(String more) {
    Client.Answer answer = client.post("tokens", "{\"label\": \"ci\", \"role\": \"VIEWER\"" + more + "}");
    assertEquals(201, answer.status(), answer::body);
    return answer.json();
  }

  private int status(String token) {
    return client.send(client.anonymous("projects").header("Authorization", "Bearer " + token).GET()).status();
  }

  @Test
  void anIssuedTokenOpensTheApiUntilItIsRevoked() {
    JsonObject token = issued("");
    assertEquals(200, status(token.getString("token")));

    assertEquals(204, client.send(client.request("tokens/" + token.getInt("id")).DELETE()).status());

    assertEquals(401, status(token.getString("token")));
    assertEquals("404 NOT_FOUND", client.send(client.request("tokens/" + token.getInt("id")).DELETE()).problem());
    JsonObject row = client.get("tokens?limit=200").items().getLast();
    assertEquals("2026-03-01T10:00:00Z", row.getString("revokedAt"));
    assertEquals("2026-03-01T10:00:00Z", row.getString("lastUsedAt"));
  }

  @Test
  void theTokenIsShownOnce() {
    JsonObject token = issued(", \"expiresAt\": \"2026-03-01T12:30:00+02:00\"");

    assertEquals("2026-03-01T10:30:00Z", token.getString("expiresAt"));
    assertFalse(client.get("tokens").body().contains(token.getString("token")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'role': 'VIEWER'}                                                      | 400 FIELD_MISSING label",
      "{'label': 'x'}                                                          | 400 FIELD_MISSING role",
      "{'label': 'x', 'role': 'ROOT'}                                          | 400 FIELD_INVALID role",
      "{'label': 'x', 'role': 'VIEWER', 'expiresAt': 'tomorrow'}               | 400 FIELD_INVALID expiresAt",
      "{'label': 'x', 'role': 'VIEWER', 'expiresAt': '2026-03-01T10:00:00Z'}   | 400 FIELD_INVALID expiresAt",
      "{'label': 'x', 'role': 'VIEWER', 'account': 1}                          | 400 FIELD_UNKNOWN account"}, quoteCharacter = '`')
  void aBadOneIsNamed(String body, String problem) {
    assertEquals(problem, client.post("tokens", body.replace('\'', '"')).problem());
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = {"VIEWER", "EDITOR", "SERVICE"})
  void onlyAnAdminSeesAndIssuesTokens(Role role) {
    assertEquals("403 ROLE_INSUFFICIENT", client.as(role).get("tokens").problem());
    assertEquals("403 ROLE_INSUFFICIENT", client.as(role).post("tokens", "{}").problem());
    Client other = client.as(role);
    assertEquals("403 ROLE_INSUFFICIENT", other.send(other.request("tokens/1").DELETE()).problem());
  }

  @Test
  void anotherAccountsTokenIsNotThere() {
    int id = issued("").getInt("id");
    Client stranger = new Client();

    assertEquals("404 NOT_FOUND", stranger.send(stranger.request("tokens/" + id).DELETE()).problem());
    assertEquals(0, stranger.get("tokens").items().stream().filter(row -> row.getInt("id") == id).count());
  }
}
