package io.datachannel.dbt.adapters.providers;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.datachannel.dbt.application.git.GitProviders;
import io.datachannel.dbt.application.git.GitProvidersContract;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.application.git.ProviderAnswer.Denied;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.application.git.ProviderAnswer.Refused;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract, over answers of the form that GitLab documents. */
class GitLabProvidersTest extends GitProvidersContract {
  private static final String BRANCHES_PATH = "/gitlab/projects/acme%2Fshop-000/repository/branches";

  private final Providers providers = new Providers();

  @BeforeEach
  void answers() {
    for (int page = 1; page <= 3; page++) {
      String rows = NAMES.subList((page - 1) * 100, Math.min(page * 100, 250)).stream().map(GitLabProvidersTest::row)
          .collect(Collectors.joining(","));
      stub(page("/gitlab/projects", page, GOOD), okJson("[" + rows + "]").withHeader("X-Next-Page", page == 3 ? "" : "" + (page + 1)));
    }
    String branches = BRANCHES.stream().map("{\"name\":\"%s\",\"default\":false,\"protected\":false}"::formatted)
        .collect(Collectors.joining(","));
    // A page behind the last, as GitLab announces when the last one is full.
    stub(page(BRANCHES_PATH, 1, GOOD), okJson("[" + branches + "]").withHeader("X-Next-Page", "2"));
    stub(page(BRANCHES_PATH, 2, GOOD), okJson("[]").withHeader("X-Next-Page", ""));
    stub(page("/gitlab/projects/acme%2Fnowhere/repository/branches", 1, GOOD),
        status(404).withBody("{\"message\":\"404 Project Not Found\"}"));
    stub(user(GOOD), okJson("{\"id\":1,\"username\":\"" + HOLDER + "\",\"state\":\"active\"}"));
    stub(user(REVOKED), status(401).withBody("{\"message\":\"401 Unauthorized\"}"));
    stub(user("expired_token"), status(401).withBody(
        "{\"error\":\"invalid_token\",\"error_description\":\"Token is expired. You can either do re-authorization or token refresh.\"}"));
    stub(user("narrow_token"), status(403).withBody("""
        {"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.",
         "scope":"api read_api read_user"}"""));
    stub(page("/gitlab/projects", 1, BUSY), status(429).withHeader("RateLimit-Reset", "" + RESET.getEpochSecond()).withBody("Retry later"));
    stub(page("/gitlab/projects", 1, BROKEN), status(500).withBody("{\"message\":\"500 Internal Server Error\"}"));
  }

  @Test
  void anExpiredTokenIsToldFromAWrongOne() {
    assertEquals(new Refused<>(new Denied(Reason.TOKEN_EXPIRED, "")), providers().check(access("expired_token")));
  }

  @Test
  void aMissingScopeIsNamed() {
    assertEquals(new Refused<>(new Denied(Reason.SCOPE_MISSING, "it wants one of api, read_api, read_user")),
        providers().check(access("narrow_token")));
  }

  @Test
  void theProviderNarrowsASearchByTheLastWordOfAName() {
    providers().repositories(access(GOOD), new ListingQuery("acme/shop-2", "", 10));

    providers.server.verify(getRequestedFor(urlPathEqualTo("/gitlab/projects"))
        .withQueryParam("search", equalTo("shop-2")));
  }

  private void stub(MappingBuilder request, ResponseDefinitionBuilder answer) {
    providers.server.stubFor(request.willReturn(answer));
  }

  private static MappingBuilder user(String token) {
    return get("/gitlab/user").withHeader("Authorization", equalTo("Bearer " + token));
  }

  private static MappingBuilder page(String path, int page, String token) {
    return get(urlPathEqualTo(path)).withQueryParam("page", equalTo("" + page)).withQueryParam("per_page", equalTo("100"))
        .withHeader("Authorization", equalTo("Bearer " + token));
  }

  private static String row(String name) {
    return """
        {"id":3,"path_with_namespace":"%s","http_url_to_repo":"https://gitlab.com/%s.git","default_branch":"main","visibility":"private"}"""
        .formatted(name, name);
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
    return new GitAccess.HttpsToken("oauth2", new Secret(token), GitProvider.GITLAB);
  }
}
