package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.StartGitHubLogin;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({"/new?step=2, /new?step=2&credential=", "/, /?credential=", "/new#2, /new?credential=#2",
      "/new?q=Größe [1] %2F 100%, /new?q=Gr%C3%B6%C3%9Fe%20%5B1%5D%20%2F%20100%25&credential="})
  void theBrowserGoesOnToThePageThatItBeganOn(String returnTo, String expected) {
    Client.Answer answer = comeBack(returnTo, "code=x");

    assertEquals(303, answer.status(), answer::body);
    assertEquals("", answer.body());
    assertEquals(expected.replace("credential=", "credential=" + added().getFirst().id().value()), answer.header("Location"));
    assertTrue(answer.header("Set-Cookie").contains("Max-Age=0"), answer.header("Set-Cookie"));
  }

  @Test
  void itGoesOnWithTheCodeOfWhatWentWrong() {
    assertEquals("303 /new?step=2&error=PROVIDER_ACCESS_DENIED", redirect(comeBack("/new?step=2", "error=access_denied")));
    assertEquals("303 /new?step=2&error=FIELD_MISSING", redirect(comeBack("/new?step=2", "")));
    assertEquals(List.of(), added());
  }

  private static String redirect(Client.Answer answer) {
    return answer.status() + " " + answer.header("Location") + answer.header("Content-Type") + answer.body();
  }

  private Client.Answer comeBack(String returnTo, String query) {
    Client.Answer begun = client.post("oauth/github/start", "{\"returnTo\": \"" + returnTo + "\"}");
    String itsState = begun.json().getString("page").replaceFirst(".*state=", "");
    return back("state=" + itsState + "&" + query.replace("code=x", "code=code-of-" + itsState),
        begun.header("Set-Cookie").replaceFirst(";.*", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "/\\\\evil.example", "https://evil.example", "new", "/a//b", "/a\\tb", "?a=b", "javascript:1"})
  void itGoesOnToNoOtherPlace(String returnTo) {
    assertEquals("400 FIELD_INVALID returnTo", client.post("oauth/github/start", "{\"returnTo\": \"" + returnTo + "\"}").problem());
  }

  /** Another page of the domain may have put the cookie there. */
  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example"})
  void aForgedCookieLeadsNowhere(String path) {
    String forged = cookie + "~" + Base64.getUrlEncoder().encodeToString(path.getBytes(StandardCharsets.UTF_8));

    assertEquals("400 FIELD_MISSING code", back("state=" + state, forged).problem());
    assertEquals("400 FIELD_MISSING code", back("state=" + state, cookie + "~!").problem());
    assertEquals(200, back("state=" + state + "&code=code-of-" + state, forged).status());
  }

  @Test
  void aClientIsToldWhetherThereAreLogins() {
    assertTrue(client.as(Role.VIEWER).get("oauth/github").json().getBoolean("available"));
    assertFalse(new StartGitHubLogin(Optional.empty(), client.rows.logins, client.rows.tokenSource, client.rows.clock).isAvailable());
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
