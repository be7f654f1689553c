package io.datachannel.dbt.adapters.providers;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.datachannel.dbt.application.git.GitProviders;
import io.datachannel.dbt.application.git.GitProvidersContract;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, over answers of the form that GitHub documents. */
class GitHubProvidersTest extends GitProvidersContract {
  private final Providers providers = new Providers();

  @BeforeEach
  void answers() {
    for (int page = 1; page <= 3; page++) {
      String rows = NAMES.subList((page - 1) * 100, Math.min(page * 100, 250)).stream().map(GitHubProvidersTest::row)
          .collect(Collectors.joining(","));
      stub(page("/github/user/repos", page, GOOD), linked(okJson("[" + rows + "]"), "/github/user/repos", page, 3));
      String branches = BRANCHES.stream().skip(page - 1L).limit(1)
          .map("{\"name\":\"%s\",\"commit\":{\"sha\":\"c5b97d5ae6c19d5c5df71a34c7fbeeda2479ccbc\"},\"protected\":false}"::formatted)
          .collect(Collectors.joining());
      String path = "/github/repos/acme/shop-000/branches";
      stub(page(path, page, GOOD), linked(okJson("[" + branches + "]"), path, page, 3));
    }
    stub(page("/github/repos/acme/nowhere/branches", 1, GOOD), status(404).withBody("{\"message\":\"Not Found\",\"status\":\"404\"}"));
    stub(get("/github/user").withHeader("Authorization", equalTo("Bearer " + GOOD)),
        okJson("{\"login\":\"" + HOLDER + "\",\"id\":1,\"type\":\"User\"}").withHeader("X-OAuth-Scopes", "gist, repo"));
    stub(get("/github/user").withHeader("Authorization", equalTo("Bearer " + REVOKED)),
        status(401).withBody("{\"message\":\"Bad credentials\",\"status\":\"401\"}"));
    stub(page("/github/user/repos", 1, BUSY), status(403).withHeader("X-RateLimit-Remaining", "0")
        .withHeader("X-RateLimit-Reset", "" + RESET.getEpochSecond()).withBody("{\"message\":\"API rate limit exceeded\"}"));
    stub(page("/github/user/repos", 1, BROKEN), status(502).withBody("<html>Unicorn!</html>"));
  }

  private void stub(MappingBuilder request, ResponseDefinitionBuilder answer) {
    providers.server.stubFor(request.willReturn(answer));
  }

  private static MappingBuilder page(String path, int page, String token) {
    return get(urlPathEqualTo(path)).withQueryParam("page", equalTo("" + page)).withQueryParam("per_page", equalTo("100"))
        .withHeader("Authorization", equalTo("Bearer " + token)).withHeader("X-GitHub-Api-Version", equalTo("2022-11-28"));
  }

  private static ResponseDefinitionBuilder linked(ResponseDefinitionBuilder answer, String path, int page, int last) {
    String address = "<https://api.github.com" + path + "?per_page=100&page=";
    List<String> links = page == last
        ? List.of(address + (page - 1) + ">; rel=\"prev\"", address + "1>; rel=\"first\"")
        : List.of(address + (page + 1) + ">; rel=\"next\"", address + last + ">; rel=\"last\"");
    return answer.withHeader("Link", String.join(", ", links)).withHeader("X-OAuth-Scopes", "gist, repo");
  }

  private static String row(String name) {
    return """
        {"id":1296269,"name":"%s","full_name":"%s","owner":{"login":"acme"},"private":true,"fork":false,
         "html_url":"https://github.com/%s","clone_url":"https://github.com/%s.git","default_branch":"main"}"""
        .formatted(name.substring(5), name, name, name);
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
    return new GitAccess.HttpsToken("x-access-token", new Secret(token), GitProvider.GITHUB);
  }
}
