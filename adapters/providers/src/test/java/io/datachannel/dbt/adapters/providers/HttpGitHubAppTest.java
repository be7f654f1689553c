package io.datachannel.dbt.adapters.providers;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.datachannel.dbt.application.git.GitHubApp;
import io.datachannel.dbt.application.git.ProviderAnswer;
import io.datachannel.dbt.application.git.ProviderAnswer.Answered;
import io.datachannel.dbt.application.git.ProviderAnswer.Denied;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.application.git.ProviderAnswer.Refused;
import io.datachannel.dbt.application.git.ProviderAnswer.Unavailable;
import io.datachannel.dbt.domain.credential.GitAccess.GitHubOAuth;
import io.datachannel.dbt.domain.credential.GitAccess.Renewal;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpGitHubAppTest {
  private static final String GRANTED = "{\"access_token\":\"gho_wren\",\"scope\":\"gist,repo\",\"token_type\":\"bearer\"}";

  private static final String OF_APP = "{\"access_token\":\"ghu_wren\",\"expires_in\":28800,\"refresh_token\":\"ghr_1\","
      + "\"refresh_token_expires_in\":15897600,\"scope\":\"\",\"token_type\":\"bearer\"}";

  private final Providers providers = new Providers();
  private final GitHubApp app = new HttpGitHubApp(new OAuthClient(providers.address("/web"), providers.address("/github"), "Iv1.abc", new Secret("app secret&"),
      Optional.of(URI.create("https://dbt.example/api/v1/oauth/github/callback"))), providers.adapter(), Providers.LIMITS,
      InstantSource.fixed(Instant.parse("2026-03-01T10:00:00.5Z")));

  @BeforeEach
  void holder() {
    providers.server.stubFor(get("/github/user").withHeader("Authorization", equalTo("Bearer gho_wren"))
        .willReturn(okJson("{\"login\":\"octocat\"}").withHeader("X-OAuth-Scopes", "gist, repo")));
  }

  @AfterEach
  void stop() {
    providers.close();
  }

  private ProviderAnswer<GitHubOAuth> redeemed(ResponseDefinitionBuilder answer) {
    providers.server.stubFor(post("/web/login/oauth/access_token").willReturn(answer));
    return app.redeem(new Secret("the code"), new Secret("dc_verifier"));
  }

  @Test
  void thePageCarriesTheStateAndTheChallengeAndNothingSecret() {
    assertEquals(providers.address("/web/login/oauth/authorize?client_id=Iv1.abc"
            + "&redirect_uri=https%3A%2F%2Fdbt.example%2Fapi%2Fv1%2Foauth%2Fgithub%2Fcallback&scope=repo&state=dc_state"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"),
        app.pageFor(new Secret("dc_state"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
  }

  @Test
  void aCodeIsRedeemedForATokenAndItsHolder() {
    assertEquals(new Answered<>(new GitHubOAuth("octocat", List.of("gist", "repo"), new Secret("gho_wren"))),
        redeemed(okJson(GRANTED)));

    providers.server.verify(postRequestedFor(urlEqualTo("/web/login/oauth/access_token"))
        .withHeader("Accept", equalTo("application/json"))
        .withRequestBody(equalTo("client_id=Iv1.abc&client_secret=app%20secret%26&code=the%20code"
            + "&redirect_uri=https%3A%2F%2Fdbt.example%2Fapi%2Fv1%2Foauth%2Fgithub%2Fcallback&code_verifier=dc_verifier")));
  }

  @Test
  void aCodeThatIsOldIsDenied() {
    assertEquals(new Refused<>(new Denied(Reason.TOKEN_REFUSED, "")),
        redeemed(okJson("{\"error\":\"bad_verification_code\",\"error_description\":\"The code passed is incorrect or expired.\"}")));
  }

  @Test
  void lessThanWasAskedForIsNotEnough() {
    assertEquals(new Refused<>(new Denied(Reason.SCOPE_MISSING, "it was granted gist")),
        redeemed(okJson("{\"access_token\":\"gho_wren\",\"scope\":\"gist\",\"token_type\":\"bearer\"}")));
  }

  @Test
  void aGitHubAppsTokenEndsAndHasPermissionsInsteadOfScopes() {
    providers.server.stubFor(get("/github/user").withHeader("Authorization", equalTo("Bearer ghu_wren"))
        .willReturn(okJson("{\"login\":\"octocat\"}")));

    assertEquals(new Answered<>(new GitHubOAuth("octocat", List.of(), new Secret("ghu_wren"),
        Optional.of(new Renewal(new Secret("ghr_1"), Instant.parse("2026-03-01T18:00:00Z"))))), redeemed(okJson(OF_APP)));
  }

  @Test
  void aTokenThatEndsIsRenewedByItsRefreshToken() {
    providers.server.stubFor(post("/web/login/oauth/access_token").willReturn(okJson(OF_APP)));

    assertEquals(new Answered<>(new GitHubOAuth("octocat", List.of(), new Secret("ghu_wren"),
        Optional.of(new Renewal(new Secret("ghr_1"), Instant.parse("2026-03-01T18:00:00Z"))))), app.renew(ending()));

    providers.server.verify(postRequestedFor(urlEqualTo("/web/login/oauth/access_token")).withRequestBody(equalTo(
        "client_id=Iv1.abc&client_secret=app%20secret%26&grant_type=refresh_token&refresh_token=ghr_0")));
  }

  @Test
  void aRefreshTokenThatWasUsedBeforeIsDenied() {
    providers.server.stubFor(post("/web/login/oauth/access_token").willReturn(okJson("{\"error\":\"bad_refresh_token\"}")));

    assertEquals(new Refused<>(new Denied(Reason.TOKEN_EXPIRED, "")), app.renew(ending()));
  }

  private static GitHubOAuth ending() {
    return new GitHubOAuth("octocat", List.of(), new Secret("ghu_old"),
        Optional.of(new Renewal(new Secret("ghr_0"), Instant.parse("2026-03-01T10:05:00Z"))));
  }

  @ParameterizedTest
  @CsvSource({"204", "404", "422"})
  void aTokenIsRevokedAndGoesInTheBodyAlone(int status) {
    providers.server.stubFor(delete("/github/applications/Iv1.abc/token").willReturn(status(status)));

    assertEquals(Optional.empty(), app.revoke(new Secret("gho_wren")));

    providers.server.verify(deleteRequestedFor(urlEqualTo("/github/applications/Iv1.abc/token"))
        .withBasicAuth(new BasicCredentials("Iv1.abc", "app secret&")).withRequestBody(equalToJson("{\"access_token\":\"gho_wren\"}")));
  }

  @ParameterizedTest
  @CsvSource({"401", "500", "503"})
  void aTokenThatIsNotRevokedIsToldOf(int status) {
    providers.server.stubFor(delete("/github/applications/Iv1.abc/token").willReturn(status(status)));

    assertInstanceOf(Unavailable.class, app.revoke(new Secret("gho_wren")).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "200 | {'error':'incorrect_client_credentials'}", "200 | {'error':'device_flow_disabled'}", "200 | {}", "500 | oops",
      "302 | moved", "200 | <html>"})
  void anythingElseIsNoAnswer(int status, String body) {
    Refused<?> refused = assertInstanceOf(Refused.class,
        redeemed(status(status).withHeader("Location", "/web/elsewhere").withBody(body.replace('\'', '"'))));

    assertInstanceOf(Unavailable.class, refused.refusal());
    providers.server.verify(0, postRequestedFor(urlEqualTo("/web/elsewhere")).withRequestBody(containing("secret")));
  }
}
