package io.datachannel.dbt.adapters.providers;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.datachannel.dbt.application.git.GitProviders;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.GitProvidersContract;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.application.git.ProviderAnswer.Answered;
import io.datachannel.dbt.application.git.ProviderAnswer.Missing;
import io.datachannel.dbt.application.git.ProviderAnswer.Refused;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract, over answers of the form that Atlassian documents for Bitbucket Data Center. */
class BitbucketDataCenterProvidersTest extends GitProvidersContract {
  private static final String BASE = "/rest/api/1.0";
  private static final String REFUSED = "{\"errors\":[{\"context\":null,\"message\":\"%s\",\"exceptionName\":null}]}";

  private final Providers providers = new Providers();

  @BeforeEach
  void answers() {
    for (int start = 0; start < 300; start += 100) {
      String rows = NAMES.subList(start, Math.min(start + 100, 250)).stream().map(BitbucketDataCenterProvidersTest::row).collect(Collectors.joining(","));
      stub(page("/repos", start, GOOD), values(rows, start, start == 200).withHeader("X-AUSERNAME", HOLDER));
    }
    stub(get(urlPathEqualTo(BASE + "/repos")).withQueryParam("limit", equalTo("1")).withHeader("Authorization", equalTo("Bearer " + GOOD)),
        values(row(NAMES.getFirst()), 0, false).withHeader("X-AUSERNAME", HOLDER));
    stub(get(urlPathEqualTo(BASE + "/repos")).withQueryParam("limit", equalTo("1")).withHeader("Authorization", equalTo("Bearer of_a_project")),
        values(row(NAMES.getFirst()), 0, true));
    String branches = "/projects/acme/repos/shop-000/branches";
    stub(page(branches, 0, GOOD), values(BRANCHES.stream().map(BitbucketDataCenterProvidersTest::branch).collect(Collectors.joining(",")), 0, true));
    stub(page(branches, 0, GOOD).withQueryParam("filterText", equalTo("Größe")), values(branch("feature/größe"), 0, true));
    stub(page("/projects/acme/repos/nowhere/branches", 0, GOOD),
        status(404).withBody(REFUSED.formatted("Repository acme/nowhere does not exist.")));
    stub(get(urlPathEqualTo(BASE + "/repos")).withHeader("Authorization", equalTo("Bearer " + REVOKED)),
        status(401).withBody(REFUSED.formatted("Authentication failed.")));
    stub(page("/repos", 0, BUSY), status(429).withHeader("Retry-After", "90"));
    stub(page("/repos", 0, BROKEN), status(503));
  }

  @Test
  void theTokenOfAProjectIsOfNoUser() {
    assertEquals(new Answered<>(new TokenHolder("an access token", Optional.empty())), providers().check(access("of_a_project")));
  }

  @Test
  void aNameThatIsNoneIsMissing() {
    for (String name : List.of("shop", "acme/shop/more", "")) {
      assertEquals(new Refused<>(new Missing()), providers().branches(access(GOOD), name, ListingQuery.first(10)), name);
    }
  }

  @Test
  void itsAddressTellsItsKind() {
    assertTrue(BitbucketDataCenterApi.isAt(URI.create("https://bitbucket.corp/rest/api/1.0")));
    assertTrue(BitbucketDataCenterApi.isAt(URI.create("https://corp.example/bitbucket/rest/api/latest")));
    assertFalse(BitbucketDataCenterApi.isAt(URI.create("https://api.bitbucket.org/2.0")));
  }

  private void stub(MappingBuilder request, ResponseDefinitionBuilder answer) {
    providers.server.stubFor(request.willReturn(answer));
  }

  private static MappingBuilder page(String path, int start, String token) {
    return get(urlPathEqualTo(BASE + path)).withQueryParam("start", equalTo("" + start)).withQueryParam("limit", equalTo("100"))
        .withHeader("Authorization", equalTo("Bearer " + token));
  }

  private static ResponseDefinitionBuilder values(String rows, int start, boolean last) {
    return okJson("{\"size\":100,\"limit\":100,\"isLastPage\":" + last + ",\"start\":" + start + ",\"values\":[" + rows + "],\"nextPageStart\":"
        + (last ? "null" : start + 100) + "}");
  }

  private static String row(String name) {
    String slug = name.substring(name.indexOf('/') + 1);
    return """
        {"slug":"%s","id":1,"name":"%s","scmId":"git","state":"AVAILABLE","project":{"key":"acme","id":1,"name":"Acme","type":"NORMAL"},"public":false,
         "links":{"clone":[{"href":"ssh://git@bitbucket.corp:7999/acme/%s.git","name":"ssh"},{"href":"https://ann@bitbucket.corp/scm/acme/%s.git","name":"http"}]}}"""
        .formatted(slug, slug, slug, slug);
  }

  private static String branch(String name) {
    return "{\"id\":\"refs/heads/" + name + "\",\"displayId\":\"" + name + "\",\"type\":\"BRANCH\",\"isDefault\":" + name.equals("main") + "}";
  }

  @AfterEach
  void stop() {
    providers.close();
  }

  @Override
  protected GitProviders providers() {
    return providers.adapter(BASE);
  }

  /** Its list does not say: that would be one more request for each row. */
  @Override
  protected Optional<String> defaultBranch() {
    return Optional.empty();
  }

  @Override
  protected GitAccess access(String token) {
    return new GitAccess.HttpsToken("x-token-auth", new Secret(token), GitProvider.BITBUCKET);
  }
}
