package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.ProviderAnswer.Denied;
import io.datachannel.dbt.application.git.ProviderAnswer.RateLimited;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.application.git.ProviderAnswer.Refusal;
import io.datachannel.dbt.application.git.ProviderAnswer.Unavailable;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a credential opens at its provider. */
class RepositoriesTest {
  private final Client client = new Client();
  private final String token = "ghp_of_account_" + client.account().value();
  private final int credential = credential("\"kind\": \"https-token\", \"provider\": \"GITHUB\", \"token\": \"" + token + "\"");
  private final int open = credential("\"kind\": \"public\"");

  private int credential(String members) {
    return client.post("credentials", "{\"name\": \"x\", " + members + "}").json().getInt("id");
  }

  private Client.Answer of(int id, String path) {
    return client.get("credentials/" + id + "/" + path);
  }

  private void refuse(Refusal refusal) {
    client.rows.providers.refusing(new Secret(token), refusal);
  }

  private static List<String> names(Client.Answer answer) {
    return answer.items().stream().map(item -> item.getString("name")).toList();
  }

  @Test
  void repositoriesComePageByPage() {
    Client.Answer first = of(credential, "repositories?limit=2");

    assertEquals(List.of("acme/shop", "acme/store"), names(first));
    Client.Answer second = of(credential, "repositories?limit=2&after=" + first.json().getString("next"));
    assertEquals(List.of("zebra/shop"), names(second));
    assertFalse(second.json().containsKey("next"));
    JsonObject shop = first.items().getFirst();
    assertEquals("https://git.example/acme/shop.git", shop.getString("url"));
    assertEquals("main", shop.getString("defaultBranch"));
    assertTrue(shop.getBoolean("private"));
  }

  @Test
  void repositoriesAreSearched() {
    assertEquals(List.of("acme/shop", "zebra/shop"), names(of(credential, "repositories?search=SHOP")));
  }

  @Test
  void branchesAreListedByNameOrByAddress() {
    assertEquals(List.of("develop", "main"), names(of(credential, "branches?repository=acme%2Fshop")));
    Client.Answer byGit = of(open, "branches?limit=2&repository=https%3A%2F%2Fgit.example%2Facme%2Fshop.git");
    assertEquals(List.of("develop", "feature/a"), names(byGit));
    assertEquals(List.of("main"), names(of(open, "branches?repository=https%3A%2F%2Fgit.example%2Facme%2Fshop.git&after="
        + byGit.json().getString("next"))));
    assertEquals("409 REPOSITORY_NOT_FOUND", of(credential, "branches?repository=acme%2Fnowhere").problem());
    assertEquals("409 REPOSITORY_NOT_FOUND", of(open, "branches?repository=https%3A%2F%2Fgit.example%2Fx").problem());
  }

  /** The token goes to the server of the address, whose owner would read it. */
  @Test
  void aViewerChoosesNoServer() {
    Client viewer = client.as(Role.VIEWER);

    assertEquals("403 ROLE_INSUFFICIENT", viewer.get("credentials/" + open + "/branches?repository=https%3A%2F%2Fevil.example%2Fx.git").problem());
    assertEquals("403 ROLE_INSUFFICIENT", viewer.get("credentials/" + open + "/branches?repository=git%40evil.example%3Ax.git").problem());
    assertEquals(200, viewer.get("credentials/" + credential + "/branches?repository=acme/shop").status());
    assertEquals(200, client.as(Role.EDITOR).get("credentials/" + open + "/branches?repository=https%3A%2F%2Fgit.example%2Facme%2Fshop.git").status());
  }

  /** Where it belongs is told by the first project that uses it. */
  @ParameterizedTest
  @ValueSource(strings = {"OTHER", "GITLAB"})
  void aTokenStaysWithTheHostOfItsFirstProject(String provider) {
    int git = credential("\"kind\": \"https-token\", \"provider\": \"" + provider + "\", \"token\": \"glpat_1\"");
    String test = "credentials/" + git + "/test";
    assertTrue(client.post(test, "{\"repositoryUrl\": \"https://git.example/acme/shop.git\"}").json().getBoolean("works"));
    assertEquals(201, project("https://Git.example/acme/shop.git", git).status());
    int shop = project("https://git.example/acme/other.git", git).json().getInt("id");
    assertEquals("\"1\"", client.get("credentials/" + git).header("ETag"));

    String evil = "https://evil.example/x.git";
    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl", client.post(test, "{\"repositoryUrl\": \"" + evil + "\"}").problem());
    assertEquals("400 REPOSITORY_URL_REFUSED repository", of(git, "branches?repository=https%3A%2F%2Fevil.example%2Fx.git").problem());
    Client.Answer refused = project(evil, git);
    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl", refused.problem());
    assertTrue(refused.detail().contains("git.example"), refused.detail());
    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl",
        client.change("PATCH", "projects/" + shop, "*", "{'repositoryUrl': '" + evil + "'}").problem());
    assertEquals(200, client.change("PATCH", "projects/" + shop, "*", "{'repositoryUrl': '" + evil + "', 'credentialId': " + open + "}").status());
    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl",
        client.change("PATCH", "projects/" + shop, "*", "{'credentialId': " + git + "}").problem());
  }

  /** Nothing that can be changed without knowing the token lets it go. */
  @Test
  void aTokenThatNoProjectUsesAnyMoreIsStillForItsHost() {
    int git = credential("\"kind\": \"https-token\", \"token\": \"glpat_1\"");
    int shop = project("https://git.example/acme/shop.git", git).json().getInt("id");
    assertEquals(200, client.change("PATCH", "projects/" + shop, "*", "{'credentialId': " + open + "}").status());
    assertEquals(200, client.change("PATCH", "credentials/" + git, "*", "{'name': 'renamed', 'userName': 'me'}").status());

    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl", project("https://evil.example/x.git", git).problem());
    assertEquals(201, project("https://git.example/acme/shop.git", git).status());
  }

  @Test
  void whoGivesTheTokenAgainMayPutAWrongHostRight() {
    int git = credential("\"kind\": \"https-token\", \"token\": \"glpat_1\"");
    int shop = project("https://gti.example/acme/shop.git", git).json().getInt("id");
    String right = "{'repositoryUrl': 'https://git.example/acme/shop.git'}";
    Client.Answer refused = client.change("PATCH", "projects/" + shop, "*", right);
    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl", refused.problem());
    assertTrue(refused.detail().contains("give this one its token again"), refused.detail());

    assertEquals(200, client.change("PATCH", "credentials/" + git, "*", "{'token': 'glpat_2'}").status());
    assertEquals(200, client.change("PATCH", "projects/" + shop, "*", right).status());
    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl", project("https://gti.example/acme/shop.git", git).problem());

    assertEquals(200, client.delete("projects/" + shop, "*").status());
    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl", project("https://git.acme.example/shop.git", git).problem());
    assertEquals(200, client.change("PUT", "credentials/" + git, "*", "{'name': 'x', 'kind': 'https-token', 'token': 'glpat_2'}").status());
    assertEquals(201, project("https://git.acme.example/shop.git", git).status());
  }

  /** Its host is no typing error, and tokens are exchanged each year. */
  @Test
  void aTokenOfAProviderThatIsExchangedStaysWithTheProvider() {
    int git = credential("\"kind\": \"https-token\", \"provider\": \"GITHUB\", \"token\": \"ghp_1\"");
    int shop = project("https://github.com/acme/shop.git", git).json().getInt("id");

    assertEquals(200, client.change("PATCH", "credentials/" + git, "*", "{'token': 'ghp_2'}").status());

    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl",
        client.change("PATCH", "projects/" + shop, "*", "{'repositoryUrl': 'https://evil.example/x.git'}").problem());
  }

  private Client.Answer project(String url, int with) {
    return client.post("projects", """
        {"name": "shop", "warehouseId": %d, "credentialId": %d, "repositoryUrl": "%s", "branch": "main"}""".formatted(client.warehouse(), with, url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0 limit", "limit=201 limit", "limit=x limit", "after=nonsense after", "search=%00 search"})
  void aBadQueryIsNamed(String query) {
    String[] parts = query.split(" ");

    assertEquals("400 FIELD_INVALID " + parts[1], of(credential, "repositories?" + parts[0]).problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme", "acme/..", "../../user", "acme/shop?x", "acme//shop", "/acme/shop", "acme/shop%2F"})
  void aRepositoryOfAnotherFormIsRefused(String repository) {
    String problem = of(credential, "branches?repository=" + repository.replace("?", "%3F")).problem();

    assertEquals(repository.isEmpty() ? "400 FIELD_MISSING repository" : "400 FIELD_INVALID repository", problem);
  }

  @Test
  void withoutAProviderThereIsNoList() {
    assertEquals("409 PROVIDER_UNSUPPORTED", of(open, "repositories").problem());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void aTokenThatIsNotGoodEnoughSaysWhatToDo(Reason reason) {
    refuse(new Denied(reason, "the hint"));
    Client.Answer answer = of(credential, "repositories");

    assertEquals("409 PROVIDER_ACCESS_DENIED", answer.problem());
    assertTrue(answer.detail().contains("GitHub"), answer::detail);
    assertFalse(answer.body().contains(token));
  }

  @Test
  void tooManyRequestsSayWhenToComeBack() {
    refuse(new RateLimited(Rows.NOW.plusSeconds(90)));
    Client.Answer answer = of(credential, "branches?repository=acme/shop");

    assertEquals("429 PROVIDER_RATE_LIMITED", answer.problem());
    assertEquals("90", answer.header("Retry-After"));
    assertEquals("2026-03-01T10:01:30Z", answer.json().getString("resetAt"));
  }

  @Test
  void aBrokenProviderIsABadGateway() {
    refuse(new Unavailable("did not answer within 10 s"));

    assertEquals("502 PROVIDER_UNAVAILABLE", of(credential, "repositories").problem());
  }

  @Test
  void aTestSaysWhoTheTokenIsOf() {
    JsonObject test = client.post("credentials/" + credential + "/test").json();

    assertTrue(test.getBoolean("works"), test::toString);
    assertEquals("octocat", test.getString("login"));
  }

  @Test
  void aTestOpensARepositoryByGit() {
    String path = "credentials/" + open + "/test";
    JsonObject good = client.post(path, "{\"repositoryUrl\": \"https://git.example/acme/shop.git\"}").json();
    JsonObject bad = client.post(path, "{\"repositoryUrl\": \"https://git.example/nowhere\"}").json();

    assertEquals(3, good.getInt("branches"));
    assertFalse(bad.getBoolean("works"));
    assertEquals("REPOSITORY_NOT_FOUND", bad.getString("code"));
    assertEquals("400 FIELD_MISSING repositoryUrl", client.post(path).problem());
    assertEquals("400 REPOSITORY_URL_REFUSED repositoryUrl", client.post(path, "{\"repositoryUrl\": \"ssh://x\"}").problem());
  }

  @Test
  void aTestThatFailsIsAnAnswer() {
    refuse(new RateLimited(Rows.NOW.plusSeconds(90)));
    JsonObject test = client.post("credentials/" + credential + "/test").json();

    assertFalse(test.getBoolean("works"));
    assertEquals("PROVIDER_RATE_LIMITED", test.getString("code"));
    assertTrue(test.getString("message").contains("2026-03-01T10:01:30Z"), test::toString);
  }
}
