package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to GitHub and back, for a browser that brings a cookie and no token of ours. */
class GitHubLoginTest {
  private static final String CALLBACK = "oauth/github/callback";

  private final Client client = new Client();
  private final Client.Answer started = client.post("oauth/github/start", "{\"name\": \"My GitHub\"}");
  private final String cookie = started.header("Set-Cookie").replaceFirst(";.*", "");
  private final String state = started.json().getString("page").replaceFirst(".*state=", "");

  private Client.Answer back(String query, String cookies) {
    return client.send(client.anonymous(CALLBACK + "?" + query).header("Cookie", cookies).GET());
  }

  private Client.Answer back() {
    return back("state=" + state + "&code=code-of-" + state, cookie);
  }

  private List<Credential> added() {
    return client.rows.credentials.list(client.account(), new Page(0, 10));
  }

  @Test
  void aLoginBecomesACredentialOfWhoBegan() {
    Client.Answer answer = back();

    assertEquals(200, answer.status(), answer::body);
    assertTrue(answer.body().contains("You can close this window"));
    assertTrue(answer.header("Content-Type").startsWith("text/html"));
    Credential credential = added().getFirst();
    assertEquals("My GitHub", credential.name());
    assertEquals("octocat", ((GitAccess.GitHubOAuth) credential.access()).login());
    Client.Answer shown = client.get("credentials/" + credential.id().value());
    assertEquals("github-oauth", shown.json().getString("kind"));
    assertFalse(shown.body().contains("gho_"), shown::body);
  }

  @Test
  void aLoginEndsAtGitHubWithItsCredential() {
    back();
    Credential credential = added().getFirst();
    String token = credential.access().secret().orElseThrow().reveal();
    assertFalse(client.rows.githubApp.revoked().contains(token));

    assertEquals(204, client.delete("credentials/" + credential.id().value(), "*").status());

    assertTrue(client.rows.githubApp.revoked().contains(token));
  }

  @Test
  void theCookieIsForTheWayBackAlone() {
    String header = started.header("Set-Cookie");

    for (String part : List.of("HttpOnly", "Secure", "SameSite=Lax", "Path=/api/v1/oauth/github/callback", "Max-Age=600")) {
      assertTrue(header.contains(part), header);
    }
  }

  @Test
  void aStateIsGoodOnce() {
    back();

    assertEquals("409 PROVIDER_ACCESS_DENIED", back().problem());
    assertEquals(1, added().size());
  }

  @Test
  void anotherBrowserCannotComeBackInItsPlace() {
    assertEquals("409 PROVIDER_ACCESS_DENIED",
        back("state=" + state + "&code=code-of-" + state, "dc_github_login=another").problem());
    assertEquals("409 PROVIDER_ACCESS_DENIED", back().problem());
    assertEquals(List.of(), added());
  }

  @Test
  void decliningAddsNothing() {
    Client.Answer answer = back("error=access_denied&error_description=The+user+has+denied&state=" + state, cookie);

    assertEquals("409 PROVIDER_ACCESS_DENIED", answer.problem());
    assertTrue(answer.detail().contains("declined"), answer::detail);
    assertEquals(List.of(), added());
  }

  @Test
  void whatGitHubSendsIsNotRepeatedUnread() {
    Client.Answer answer = back("error=%3Cscript%3E&state=" + state, cookie);

    assertFalse(answer.body().contains("script"), answer::body);
  }

  @Test
  void aMadeUpStateOpensNothing() {
    assertEquals("409 PROVIDER_ACCESS_DENIED", back("state=dc_made_up&code=x", cookie).problem());
    assertEquals("400 FIELD_MISSING state", back("code=x", cookie).problem());
    assertEquals("400 FIELD_MISSING code", back("state=" + state, cookie).problem());
  }

  @Test
  void theStartNeedsAToken() {
    assertEquals("401 UNAUTHENTICATED",
        client.send(client.anonymous("oauth/github/start").POST(BodyPublishers.noBody())).problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth/github/callback/", "oauth/github/callback;a=b", "oauth/github/callback/x", "oauth/github/%63allback",
      "oauth/github//callback", "oauth/github/callback/..", "credentials", "oauth/github/callback/../../../credentials"})
  void noOtherPathIsOpen(String path) {
    assertEquals("401 UNAUTHENTICATED", client.send(client.anonymous(path).GET()).problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void noOtherMethodIsOpen(String method) {
    assertEquals("401 UNAUTHENTICATED",
        client.send(client.anonymous(CALLBACK).method(method, BodyPublishers.noBody())).problem());
  }
}
