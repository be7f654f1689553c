package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.application.git.GitProviders;
import io.datachannel.dbt.application.git.Listing;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.application.git.ProviderAnswer;
import io.datachannel.dbt.application.git.ProviderAnswer.Unsupported;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitAccess.GitLogin;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/** The providers over HTTPS. */
public final class HttpGitProviders implements GitProviders {
  private final ProviderApi github;
  private final ProviderApi gitlab;
  private final ProviderApi bitbucket;

  public HttpGitProviders(ProviderAddresses addresses, HttpLimits limits, InstantSource clock) {
    ProviderHttp http = new ProviderHttp(limits);
    PageScan scan = new PageScan(clock, limits.scan());
    RateLimits rates = new RateLimits(clock);
    this.github = new GitHubApi(addresses.github(), http, scan, new GitHubRefusals(rates));
    this.gitlab = new GitLabApi(addresses.gitlab(), http, scan, rates);
    this.bitbucket = BitbucketDataCenterApi.isAt(addresses.bitbucket())
        ? new BitbucketDataCenterApi(addresses.bitbucket(), http, scan, rates)
        : new BitbucketApi(new BitbucketHttp(addresses.bitbucket(), http, rates), scan);
  }

  @Override
  public ProviderAnswer<Listing<ProviderRepository>> repositories(GitAccess access, ListingQuery query) {
    return ask(access, (api, login) -> api.repositories(login, query));
  }

  @Override
  public ProviderAnswer<Listing<String>> branches(GitAccess access, String repository, ListingQuery query) {
    return ask(access, (api, login) -> api.branches(login, repository, query));
  }

  @Override
  public ProviderAnswer<TokenHolder> check(GitAccess access) {
    return ask(access, ProviderApi::check);
  }

  private <T> ProviderAnswer<T> ask(GitAccess access, BiFunction<ProviderApi, GitLogin, T> question) {
    return Refusing.answerOf(() -> {
      ProviderApi api = apiOf(access).orElseThrow(() -> new Refusing(new Unsupported()));
      return question.apply(api, access.apiLogin().orElseThrow(() -> new Refusing(new Unsupported())));
    });
  }

  private Optional<ProviderApi> apiOf(GitAccess access) {
    return switch (access.provider()) {
      case GITHUB -> Optional.of(github);
      case GITLAB -> Optional.of(gitlab);
      case BITBUCKET -> Optional.of(bitbucket);
      case OTHER -> Optional.empty();
    };
  }
}
