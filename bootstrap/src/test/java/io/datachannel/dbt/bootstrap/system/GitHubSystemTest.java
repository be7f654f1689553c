package io.datachannel.dbt.bootstrap.system;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A login at GitHub from the first click to the list of repositories, with WireMock as GitHub; no secret of it may be left behind. */
class GitHubSystemTest {
  private static final String TOKEN = "gho_wrenwrenwrenwrenwren";
  private static final String CODE = "code4711code4711code";

  private final RunningService service = RunningService.get();
  private final WireMockServer github = service.github();
  private final Api api = service.api();
  private final HttpClient browser = HttpClient.newHttpClient();

  @Test
  void aLoginOpensTheRepositoriesAndLeavesNoSecretBehind() throws Exception {
    github.stubFor(post("/web/login/oauth/access_token").willReturn(okJson(
        "{\"access_token\":\"" + TOKEN + "\",\"scope\":\"repo\",\"token_type\":\"bearer\"}")));
    github.stubFor(get("/api/user").withHeader("Authorization", equalTo("Bearer " + TOKEN))
        .willReturn(okJson("{\"login\":\"octocat\"}").withHeader("X-OAuth-Scopes", "repo")));
    github.stubFor(get(urlPathEqualTo("/api/user/repos")).withHeader("Authorization", equalTo("Bearer " + TOKEN)).willReturn(okJson("""
        [{"full_name":"acme/shop","clone_url":"https://github.com/acme/shop.git","private":true,"default_branch":"main"}]""")));
    github.stubFor(get(urlPathEqualTo("/api/repos/acme/shop/branches")).withHeader("Authorization", equalTo("Bearer " + TOKEN))
        .willReturn(okJson("[{\"name\":\"main\"}]")));

    HttpResponse<String> started = send(request("oauth/github/start").header("Authorization", "Bearer " + service.token())
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"name\":\"octo\"}")));
    Map<String, String> page = form(URI.create(new Api.Answer(200, "", started.body()).json().getString("page")).getRawQuery());
    String cookie = started.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    HttpResponse<String> back = send(request("oauth/github/callback?state=" + page.get("state") + "&code=" + CODE)
        .header("Cookie", cookie).GET());

    assertEquals(200, back.statusCode(), back::body);
    String verifier = form(github.findAll(postRequestedFor(urlEqualTo("/web/login/oauth/access_token"))).getFirst().getBodyAsString())
        .get("code_verifier");
    assertEquals(page.get("code_challenge"), challengeOf(verifier));
    JsonObject credential = api.items("credentials?limit=200").stream()
        .filter(row -> row.getString("name").equals("octo")).findFirst().orElseThrow();
    String path = "credentials/" + credential.getInt("id");
    assertEquals("octocat", credential.getString("login"));
    assertEquals("acme/shop", api.items(path + "/repositories").getFirst().getString("name"));
    assertEquals("main", api.items(path + "/branches?repository=acme/shop").getFirst().getString("name"));
    assertTrue(api.post(path + "/test", "").json().getBoolean("works"));

    String shown = api.get("credentials?limit=200").body() + back.body() + service.log().text();
    String[] secrets = {TOKEN, CODE, verifier, page.get("state"), cookie.split("=")[1], RunningService.CLIENT_SECRET};
    for (String secret : secrets) {
      assertFalse(shown.contains(secret), secret);
    }
    assertEquals(List.of(), KeptFiles.holding(service.data(), secrets));
    assertNotEquals(List.of(), KeptFiles.holding(service.data(), "octocat"), "the files of the database are not seen");
  }

  @Test
  void aTokenThatGitHubRevokedSaysWhatToDo() throws IOException {
    String token = "ghp_goldcrestgoldcrest";
    github.stubFor(get(urlPathEqualTo("/api/user/repos")).withHeader("Authorization", equalTo("Bearer " + token))
        .willReturn(status(401).withBody("{\"message\":\"Bad credentials " + token + "\"}")));
    int id = api.post("credentials", """
        {"name": "g", "kind": "https-token", "provider": "GITHUB", "token": "%s"}""".formatted(token)).id();

    Api.Answer answer = api.get("credentials/" + id + "/repositories");

    assertEquals("PROVIDER_ACCESS_DENIED", answer.code(), answer::body);
    assertFalse((answer.body() + service.log().text()).contains(token));
    assertEquals(List.of(), KeptFiles.holding(service.data(), token));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.service().address().resolve("/api/v1/" + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&")).map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String challengeOf(String verifier) throws Exception {
    return Base64.getUrlEncoder().withoutPadding()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
  }
}
