package io.datachannel.dbt.bootstrap.system;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A login at GitHub in a real browser, to GitHub's page (WireMock's) and back. */
class GitHubPageTest {
  private static final String TOKEN = "gho_nuthatchnuthatch";

  private final RunningService service = RunningService.get();
  private final WireMockServer github = service.github();

  @Test
  void theBrowserGoesToGitHubAndComesBackWithACredential() {
    github.stubFor(post("/web/login/oauth/access_token").willReturn(okJson("{\"access_token\":\"" + TOKEN + "\",\"scope\":\"repo\",\"token_type\":\"bearer\"}")));
    github.stubFor(get("/api/user").withHeader("Authorization", equalTo("Bearer " + TOKEN))
        .willReturn(okJson("{\"login\":\"nuthatch\"}").withHeader("X-OAuth-Scopes", "repo")));
    String callback = service.service().address() + "api/v1/oauth/github/callback";
    comesBack(callback + "?state={{request.query.state}}&code=code4712");
    try (Browser browser = Browser.of(service)) {
      browser.go("/account/credentials?new=github-oauth").press("Continue at GitHub").sees("nuthatch");
      assertEquals("/account/credentials", browser.path());

      comesBack(callback + "?state={{request.query.state}}&error=access_denied");
      browser.go("/account/credentials?new=github-oauth").press("Continue at GitHub").sees("GitHub is not connected");
      assertEquals(List.of(), browser.complaints());
    }
  }

  private void comesBack(String to) {
    github.stubFor(get(urlPathEqualTo("/web/login/oauth/authorize")).willReturn(temporaryRedirect(to).withTransformers("response-template")));
  }
}
