package io.datachannel.dbt.application.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.GitProviders.ProviderRepository;
import io.datachannel.dbt.application.git.ProviderAnswer.Answered;
import io.datachannel.dbt.application.git.ProviderAnswer.Denied;
import io.datachannel.dbt.application.git.ProviderAnswer.Missing;
import io.datachannel.dbt.application.git.ProviderAnswer.RateLimited;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.application.git.ProviderAnswer.Refused;
import io.datachannel.dbt.application.git.ProviderAnswer.Unavailable;
import io.datachannel.dbt.application.git.ProviderAnswer.Unsupported;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link GitProviders} does, for a token that reads {@link #NAMES} and whose repository acme/shop-000 has three branches. */
public abstract class GitProvidersContract {
  protected static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  protected static final Instant RESET = NOW.plusSeconds(90);
  protected static final List<String> NAMES = IntStream.range(0, 250).mapToObj("acme/shop-%03d"::formatted).toList();
  protected static final List<String> BRANCHES = List.of("develop", "feature/größe", "main");
  protected static final String HOLDER = "octocat";
  protected static final String GOOD = "good_token";
  protected static final String REVOKED = "revoked_token";
  protected static final String BUSY = "busy_token";
  protected static final String BROKEN = "broken_token";

  protected abstract GitProviders providers();

  /** Of the provider under test. */
  protected abstract GitAccess access(String token);

  /** What a row of the list says; empty where the provider tells it of one repository alone. */
  protected Optional<String> defaultBranch() {
    return Optional.of("main");
  }

  @Test
  public void everyRepositoryIsListedOnce() {
    List<String> found = all(query -> value(providers().repositories(access(GOOD), query)), "", 70)
        .stream().map(ProviderRepository::fullName).toList();

    assertEquals(NAMES.size(), found.size());
    assertEquals(new HashSet<>(NAMES), new HashSet<>(found));
  }

  @Test
  public void aRepositoryTellsItsAddressAndBranch() {
    ProviderRepository first = value(providers().repositories(access(GOOD), ListingQuery.first(1))).items().getFirst();

    assertEquals("acme/shop-000", first.fullName());
    assertTrue(first.url().matches("https://[a-z.]+/(scm/)?acme/shop-000\\.git"), first::url);
    assertEquals(defaultBranch(), first.defaultBranch());
    assertTrue(first.isPrivate());
  }

  @Test
  public void aSearchFindsWhatHoldsTheText() {
    List<String> found = all(query -> value(providers().repositories(access(GOOD), query)), "SHOP-24", 4)
        .stream().map(ProviderRepository::fullName).toList();

    assertEquals(NAMES.subList(240, 250), found);
    assertEquals(List.of(), all(query -> value(providers().repositories(access(GOOD), query)), "nowhere", 10));
  }

  @Test
  public void branchesAreListedAndSearched() {
    assertEquals(BRANCHES, all(query -> value(providers().branches(access(GOOD), "acme/shop-000", query)), "", 2));
    assertEquals(List.of("feature/größe"), all(query -> value(providers().branches(access(GOOD), "acme/shop-000", query)), "Größe", 2));
  }

  @Test
  public void aRepositoryThatIsNotThereIsMissing() {
    assertEquals(new Refused<>(new Missing()), providers().branches(access(GOOD), "acme/nowhere", ListingQuery.first(10)));
  }

  @Test
  public void aGoodTokenHasAHolder() {
    assertEquals(HOLDER, value(providers().check(access(GOOD))).name());
  }

  @Test
  public void aRevokedTokenIsDenied() {
    Refused<?> refused = assertInstanceOf(Refused.class, providers().check(access(REVOKED)));

    assertEquals(Reason.TOKEN_REFUSED, assertInstanceOf(Denied.class, refused.refusal()).reason());
  }

  @Test
  public void tooManyRequestsSayWhenTheNextIsGood() {
    assertEquals(new Refused<>(new RateLimited(RESET)), providers().repositories(access(BUSY), ListingQuery.first(10)));
  }

  @Test
  public void aBrokenProviderIsUnavailable() {
    Refused<?> refused = assertInstanceOf(Refused.class, providers().repositories(access(BROKEN), ListingQuery.first(10)));

    assertInstanceOf(Unavailable.class, refused.refusal());
  }

  @Test
  public void withoutAProviderThereIsNoOneToAsk() {
    for (GitAccess access : List.of(new GitAccess.Public(), new GitAccess.HttpsToken("x", new Secret(GOOD)))) {
      assertEquals(new Refused<>(new Unsupported()), providers().repositories(access, ListingQuery.first(10)));
      assertEquals(new Refused<>(new Unsupported()), providers().check(access));
    }
  }

  @Test
  public void aMadeUpCursorIsRefused() {
    for (String after : List.of("x", "-1", "1", "1.99999", "https://evil.example/", "../1.0", "1.0 ")) {
      assertThrows(InvalidInput.class,
          () -> providers().repositories(access(GOOD), new ListingQuery("", after, 10)), after);
    }
  }

  private static <T> T value(ProviderAnswer<T> answer) {
    return switch (answer) {
      case Answered<T> answered -> answered.value();
      case Refused<T> refused -> throw new AssertionError(refused);
    };
  }

  private static <T> List<T> all(Function<ListingQuery, Listing<T>> list, String search, int limit) {
    List<T> all = new ArrayList<>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      Listing<T> page = list.apply(new ListingQuery(search, after.get(), limit));
      assertFalse(page.items().size() > limit, page::toString);
      all.addAll(page.items());
      after = page.next();
    }
    return all;
  }
}
