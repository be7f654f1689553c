package io.datachannel.dbt.adapters.providers;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.datachannel.dbt.application.git.GitProviders.ProviderRepository;
import io.datachannel.dbt.application.git.Listing;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.application.git.ProviderAnswer;
import io.datachannel.dbt.application.git.ProviderAnswer.Answered;
import io.datachannel.dbt.application.git.ProviderAnswer.Denied;
import io.datachannel.dbt.application.git.ProviderAnswer.RateLimited;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.application.git.ProviderAnswer.Refusal;
import io.datachannel.dbt.application.git.ProviderAnswer.Refused;
import io.datachannel.dbt.application.git.ProviderAnswer.Unavailable;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that refuses, stalls, lies, floods or leads elsewhere; GitHub stands for all where they are alike. */
class UnfriendlyProvidersTest {
  private static final String TOKEN = "ghp_wrenwrenwrenwren";
  private static final String ROW =
      "{\"full_name\":\"acme/shop\",\"clone_url\":\"https://github.com/acme/shop.git\",\"private\":true,\"default_branch\":\"main\"}";

  private final Providers providers = new Providers();

  @AfterEach
  void stop() {
    providers.close();
  }

  private ProviderAnswer<Listing<ProviderRepository>> list(ResponseDefinitionBuilder answer) {
    return list(answer, TOKEN);
  }

  private ProviderAnswer<Listing<ProviderRepository>> list(ResponseDefinitionBuilder answer, String token) {
    providers.server.stubFor(get(urlPathEqualTo("/github/user/repos")).willReturn(answer));
    return providers.adapter().repositories(access(token), ListingQuery.first(10));
  }

  private static GitAccess access(String token) {
    return new GitAccess.HttpsToken("x", new Secret(token), GitProvider.GITHUB);
  }

  private static Refusal refusal(ProviderAnswer<?> answer) {
    return assertInstanceOf(Refused.class, answer).refusal();
  }

  private static String how(ProviderAnswer<?> answer) {
    return assertInstanceOf(Unavailable.class, refusal(answer)).how();
  }

  @Test
  void aSlowAnswerIsNotWaitedFor() {
    assertTrue(how(list(okJson("[]").withFixedDelay(60_000))).startsWith("did not answer within 8000 ms"));
  }

  @Test
  void anAnswerThatTricklesIsNotWaitedFor() {
    assertTrue(how(list(okJson("[" + ROW + "]").withChunkedDribbleDelay(20, 60_000))).startsWith("did not answer within 8000 ms"));
  }

  @Test
  void aFloodIsCutOff() {
    String rows = IntStream.range(0, 3000).mapToObj(number -> ROW).collect(Collectors.joining(","));

    assertTrue(how(list(okJson("[" + rows + "]"))).contains("more than 262144 bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>login</html>", "{", "[{\"full_name\":5}]", "{\"message\":\"hello\"}", "[null]", "[[]]", "5", "[{}]"})
  void anAnswerOfAnotherFormIsNoAnswer(String body) {
    assertEquals("sent an answer of another form than it documents", how(list(okJson(body))));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenConnectionIsNoAnswer(Fault fault) {
    how(list(aResponse().withFault(fault)));
  }

  @Test
  void aServerThatIsNotThereCannotBeReached() {
    var adapter = providers.adapter();
    providers.close();

    assertEquals("could not be reached", how(adapter.check(access(TOKEN))));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 418, 204})
  void anUnexpectedStatusIsNoAnswer(int status) {
    how(list(status(status)));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aTokenIsNotTakenToAnotherServer(int status) {
    try (Providers elsewhere = new Providers()) {
      elsewhere.server.stubFor(get(anyUrl()).willReturn(okJson("[]")));

      String how = how(list(status(status).withHeader("Location", elsewhere.address("/github/user/repos").toString())));

      assertTrue(how.contains("redirect to another server"), how);
      elsewhere.server.verify(0, anyRequestedFor(anyUrl()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[", "//evil.example/x", "http://127.0.0.1@evil.example/", "https://127.0.0.1/"})
  void noFormOfAddressLeadsAway(String location) {
    how(list(status(302).withHeader("Location", location)));
  }

  @Test
  void aRedirectOnTheSameServerIsFollowedButNotForEver() {
    providers.server.stubFor(get("/github/repositories/1").willReturn(okJson("[" + ROW + "]")));

    assertEquals(new Answered<>(new Listing<>(List.of(new ProviderRepository(
            "acme/shop", "https://github.com/acme/shop.git", Optional.of("main"), true)), Optional.empty(), Optional.empty())),
        list(status(301).withHeader("Location", "/github/repositories/1")));
    assertEquals("leads in a circle of redirects", how(list(status(301).withHeader("Location", "/github/user/repos"))));
  }

  @Test
  void singleSignOnIsNamedWithItsPage() {
    Refusal refusal = refusal(list(status(403).withHeader("X-GitHub-SSO",
        "required; url=https://github.com/orgs/acme/sso?authorization_request=AZSCKtL4U8yX1H3sCQIVnVgmjmon5fWxks5YrqhJgah0b2tlbl9pZM4")));

    assertEquals(new Denied(Reason.SSO_REQUIRED, "https://github.com/orgs/acme/sso"), refusal);
  }

  @Test
  void aListThatSingleSignOnShortenedSaysSo() {
    ProviderAnswer<Listing<ProviderRepository>> answer =
        list(okJson("[" + ROW + "]").withHeader("X-GitHub-SSO", "partial-results; organizations=21955855,20582480"));

    Listing<?> listing = (Listing<?>) assertInstanceOf(Answered.class, answer).value();
    assertTrue(listing.notice().orElseThrow().contains("Configure SSO"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gist, read:org", ""})
  void aTokenWithoutTheScopeIsTold(String scopes) {
    for (ResponseDefinitionBuilder answer : List.of(okJson("[]"), status(403), status(404))) {
      Denied denied = assertInstanceOf(Denied.class, refusal(list(answer.withHeader("X-OAuth-Scopes", scopes))));

      assertEquals(Reason.SCOPE_MISSING, denied.reason());
      assertEquals("it has " + (scopes.isEmpty() ? "none" : scopes), denied.hint());
    }
  }

  @Test
  void aFineGrainedTokenHasPermissionsInThePlaceOfScopes() {
    assertInstanceOf(Answered.class, list(okJson("[]").withHeader("X-OAuth-Scopes", ""), "github_pat_wrenwren"));
  }

  @Test
  void anythingElseThatIsForbiddenIsDenied() {
    assertEquals(new Denied(Reason.FORBIDDEN, ""), refusal(list(status(403).withBody("{\"message\":\"Resource not accessible\"}"))));
  }

  @Test
  void aSecondaryRateLimitIsOneToo() {
    Instant minute = Providers.NOW.plus(Duration.ofMinutes(1));

    assertEquals(new RateLimited(Providers.NOW.plusSeconds(7)), refusal(list(status(403).withHeader("Retry-After", "7"))));
    assertEquals(new RateLimited(minute), refusal(list(status(429))));
    assertEquals(new RateLimited(minute),
        refusal(list(status(403).withBody("{\"message\":\"You have exceeded a secondary rate limit.\"}"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "99999999999"})
  void anOddResetIsKeptWithinADay(String reset) {
    Instant at = assertInstanceOf(RateLimited.class, refusal(list(status(429).withHeader("X-RateLimit-Reset", reset)))).resetAt();

    assertTrue(at.isAfter(Providers.NOW) && !at.isAfter(Providers.NOW.plus(Duration.ofDays(1))), at::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ghp_ü", "ghp a", "ghp_\u0001"})
  void textThatIsNoTokenIsNotSent(String token) {
    assertEquals(new Denied(Reason.TOKEN_REFUSED, ""), refusal(list(okJson("[]"), token)));
    providers.server.verify(0, anyRequestedFor(anyUrl()));
  }

  /** A pattern that tries all ways to read it would take a core for minutes, or with a longer one for ever. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aHeaderIsReadInTimeWhateverItIs() {
    assertInstanceOf(Answered.class, list(okJson("[]").withHeader("Link", "<".repeat(3500) + "&page=1".repeat(450))));
    providers.server.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void endlessPagesEndAndGoOnWhereTheyEnded() {
    ProviderAnswer<Listing<ProviderRepository>> answer =
        list(okJson("[]").withHeader("Link", "<https://api.github.com/user/repos?page=2>; rel=\"next\""));

    Listing<?> listing = (Listing<?>) assertInstanceOf(Answered.class, answer).value();
    assertEquals(Optional.of("2.0"), listing.next());
    providers.server.verify(10, anyRequestedFor(anyUrl()));
  }
}
