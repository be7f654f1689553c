package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.bootstrap.system.Api.Answer;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tokens that end, on the running service and its own clock. */
class TokensSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  private Answer issued(String role, String more) {
    return api.post("tokens", "{\"label\": \"t\", \"role\": \"" + role + "\"" + more + "}");
  }

  private Api with(Answer issued) {
    return new Api(service.service().address(), new Secret(issued.json().getString("token")));
  }

  @Test
  void anExpiredOneOpensNothing() {
    Instant soon = Instant.parse(issued("VIEWER", "").json().getString("createdAt")).plusMillis(1500);
    Api expiring = with(issued("VIEWER", ", \"expiresAt\": \"" + soon + "\""));
    assertEquals(200, expiring.get("projects").status());

    expiring.awaitStatus("projects", 401);

    assertEquals("UNAUTHENTICATED", expiring.get("projects").code());
  }

  @Test
  void aRevokedOneOpensNothingFromThatMomentOn() {
    Answer token = issued("EDITOR", "");
    assertEquals(200, with(token).get("runs").status());

    assertEquals(204, api.send("DELETE", "tokens/" + token.id(), "*", "").status());

    assertEquals("UNAUTHENTICATED", with(token).get("runs").code());
  }

  @Test
  void oneForAnotherRoleIsForbidden() {
    assertEquals("ROLE_INSUFFICIENT", with(issued("VIEWER", "")).post("warehouses", "{}").code());
    assertEquals("ROLE_INSUFFICIENT", with(issued("EDITOR", "")).get("tokens").code());
    assertEquals("ROLE_INSUFFICIENT", with(issued("SERVICE", "")).get("projects").code());
  }

  @Test
  void noTokenIsInTheLog() {
    Answer token = issued("ADMIN", "");
    with(token).get("tokens");
    with(token).get("nothing");

    assertFalse(service.log().text().contains(token.json().getString("token")));
  }
}
