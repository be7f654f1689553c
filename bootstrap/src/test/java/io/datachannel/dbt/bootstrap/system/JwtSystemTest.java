package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users who come with a token that the platform signed. */
class JwtSystemTest {
  private final RunningService service = RunningService.get();
  private final SigningPlatform platform = service.platform();
  private final Platform accounts = new Platform(service.data());

  private Api with(Secret token) {
    return new Api(service.service().address(), token);
  }

  @Test
  void aUserOfThePlatformSeesTheirAccountAlone() {
    long account = accounts.account(service.fresh("acme"));
    long user = accounts.user(account, "ann");
    Api editor = with(platform.token(account, user, "editor", ""));

    int warehouse = editor.post("warehouses", "{\"name\": \"duck\", \"type\": \"duckdb\", \"connection\": {\"path\": \"a.duckdb\"}}").id();

    assertEquals(List.of(warehouse), editor.items("warehouses").stream().map(row -> row.getInt("id")).toList());
    assertEquals(404, service.api().get("warehouses/" + warehouse).status());
    assertEquals("ROLE_INSUFFICIENT", editor.get("tokens").code());
    assertEquals("ROLE_INSUFFICIENT", with(platform.token(account, user, "viewer", "")).post("warehouses", "{}").code());
    assertEquals("ROLE_INSUFFICIENT", with(platform.token(account, user, "service", "")).get("warehouses").code());
  }

  @Test
  @Tag("fault-48")
  void whatThePlatformDidNotSignOrNoLongerMeansOpensNothing() {
    String forged = new SigningPlatform().token(1, 1, "admin", "").reveal();
    String good = platform.token(1, 1, "admin", "").reveal();

    assertEquals(200, with(new Secret(good)).get("tokens").status());
    for (String bad : List.of(forged, good.substring(0, good.lastIndexOf('.') + 1), good.replaceFirst("^[^.]*", "eyJhbGciOiJub25lIn0"),
        platform.token(1, 1, "admin", ", \"exp\": 1700000000").reveal(), platform.token(1, 1, "owner", "").reveal())) {
      assertEquals("UNAUTHENTICATED", with(new Secret(bad)).get("tokens").code(), bad);
    }
  }

  @Test
  void noSignedTokenIsInTheLog() {
    Secret token = platform.token(1, 1, "admin", "");
    with(token).get("tokens");
    with(token).get("nothing");

    assertFalse(service.log().text().contains(token.reveal()));
  }
}
