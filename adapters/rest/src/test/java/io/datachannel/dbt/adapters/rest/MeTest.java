package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.account.Role;
import jakarta.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeTest {
  private final Client client = new Client();

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyCallerIsToldWhoCalls(Role role) {
    assertEquals(Json.createObjectBuilder().add("accountId", client.account().value()).add("userId", 7).add("role", role.name())
        .add("service", Json.createObjectBuilder().add("version", "1.2.3").add("now", "2026-03-01T10:00:00Z")).build(),
        client.as(role).get("me").json());
  }

  @Test
  void aTokenIsNeeded() {
    assertEquals("401 UNAUTHENTICATED", client.send(client.anonymous("me").GET()).problem());
    assertEquals("401 UNAUTHENTICATED", client.send(client.anonymous("me").header("Authorization", "Bearer unknown").GET()).problem());
  }
}
