package io.datachannel.dbt.adapters.providers;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.datachannel.dbt.application.git.GitProviders;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.GitProvidersContract;
import io.datachannel.dbt.application.git.ProviderAnswer.Answered;
import io.datachannel.dbt.application.git.ProviderAnswer.Denied;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.application.git.ProviderAnswer.Refused;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract, over answers of the form that Bitbucket documents; two workspaces, the second of them empty. */
class BitbucketProvidersTest extends GitProvidersContract {
  private static final String REPOSITORIES = "/bitbucket/repositories/acme";
  private static final String LACKING = """
      {"type":"error","error":{"message":"Your credentials lack one or more required privilege scopes.",
       "detail":{"granted":["repository"],"required":["account"]}}}""";

  private final Providers providers = new Providers();

  @BeforeEach
  void answers() {
    for (String token : List.of(GOOD, BUSY, BROKEN)) {
      stub(page("/bitbucket/user/workspaces", 1, token), values(
          "{\"type\":\"workspace_access\",\"workspace\":{\"slug\":\"zebra\"}},"
              + "{\"type\":\"workspace_access\",\"workspace\":{\"slug\":\"acme\"}}", ""));
    }
    for (int page = 1; page <= 3; page++) {
      String rows = NAMES.subList((page - 1) * 100, Math.min(page * 100, 250)).stream().map(BitbucketProvidersTest::row)
          .collect(Collectors.joining(","));
      stub(page(REPOSITORIES, page, GOOD), values(rows, page == 3 ? "" : "/repositories/acme?pagelen=100&page=" + (page + 1)));
    }
    stub(page("/bitbucket/repositories/zebra", 1, GOOD), values("", ""));
    stub(page(REPOSITORIES + "/shop-000/refs/branches", 1, GOOD), values(BRANCHES.stream()
        .map("{\"type\":\"branch\",\"name\":\"%s\"}"::formatted).collect(Collectors.joining(",")), ""));
    stub(page(REPOSITORIES + "/nowhere/refs/branches", 1, GOOD), status(404).withBody(
        "{\"type\":\"error\",\"error\":{\"message\":\"Repository acme/nowhere not found\"}}"));
    stub(user("Bearer " + GOOD), okJson("{\"type\":\"user\",\"display_name\":\"" + HOLDER + "\"}"));
    stub(user("Bearer " + REVOKED), status(401).withBody(
        "{\"type\":\"error\",\"error\":{\"message\":\"Token is invalid, expired, or not supported for this endpoint.\"}}"));
    stub(user("Bearer of_a_repository"), status(403).withBody(LACKING));
    stub(page(REPOSITORIES, 1, BUSY), status(429).withHeader("Retry-After", "90"));
    stub(page(REPOSITORIES, 1, BROKEN), status(503));
  }

  @Test
  void anAccessTokenIsOfNoUser() {
    assertEquals(new Answered<>(new TokenHolder("an access token", Optional.of(List.of("repository")))),
        providers().check(access("of_a_repository")));
  }

  @Test
  void anApiTokenGoesWithTheMailAddress() {
    // base64 of ann@acme.example:api_token and bob@acme.example:api_token
    stub(user("Basic YW5uQGFjbWUuZXhhbXBsZTphcGlfdG9rZW4="), okJson("{\"type\":\"user\",\"display_name\":\"Ann\"}"));
    stub(user("Basic Ym9iQGFjbWUuZXhhbXBsZTphcGlfdG9rZW4="), status(403).withBody(LACKING));

    assertEquals(new Answered<>(new TokenHolder("Ann", Optional.empty())), providers().check(apiToken("ann@acme.example")));
    assertEquals(new Refused<>(new Denied(Reason.SCOPE_MISSING, "it wants account")), providers().check(apiToken("bob@acme.example")));
  }

  private static GitAccess apiToken(String mail) {
    return new GitAccess.HttpsToken(mail, new Secret("api_token"), GitProvider.BITBUCKET);
  }

  private void stub(MappingBuilder request, ResponseDefinitionBuilder answer) {
    providers.server.stubFor(request.willReturn(answer));
  }

  private static MappingBuilder user(String authorization) {
    return get("/bitbucket/user").withHeader("Authorization", equalTo(authorization));
  }

  private static MappingBuilder page(String path, int page, String token) {
    return get(urlPathEqualTo(path)).withQueryParam("page", equalTo("" + page)).withQueryParam("pagelen", equalTo("100"))
        .withHeader("Authorization", equalTo("Bearer " + token));
  }

  private static ResponseDefinitionBuilder values(String rows, String next) {
    String link = next.isEmpty() ? "" : ",\"next\":\"https://api.bitbucket.org/2.0" + next + "\"";
    return okJson("{\"pagelen\":100,\"page\":1,\"values\":[" + rows + "]" + link + "}");
  }

  private static String row(String name) {
    return """
        {"type":"repository","full_name":"%s","is_private":true,"mainbranch":{"type":"branch","name":"main"},"links":{"clone":[
         {"name":"ssh","href":"git@bitbucket.org:%s.git"},{"name":"https","href":"https://ann@bitbucket.org/%s.git"}]}}"""
        .formatted(name, name, name);
  }

  @AfterEach
  void stop() {
    providers.close();
  }

  @Override
  protected GitProviders providers() {
    return providers.adapter();
  }

  @Override
  protected GitAccess access(String token) {
    return new GitAccess.HttpsToken("x-token-auth", new Secret(token), GitProvider.BITBUCKET);
  }
}
