package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.credentials.BoundTokens;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The branches of a repository: by its full name from the provider's API, by its address from git itself. */
public final class ListBranches {
  private static final int LONGEST = 2000;

  private final Credentials credentials;
  private final BoundTokens tokens;
  private final GitProviders providers;
  private final RemoteBranches remote;
  private final InstantSource clock;

  public ListBranches(Credentials credentials, BoundTokens tokens, GitProviders providers, RemoteBranches remote, InstantSource clock) {
    this.credentials = credentials;
    this.tokens = tokens;
    this.providers = providers;
    this.remote = remote;
    this.clock = clock;
  }

  /**
   * @param repository a full name such as acme/shop, or an address such as https://github.com/acme/shop.git
   * @throws NotFound when the account has no such credential
   * @throws InvalidInput when the repository is named in another form, or the token is not for its host
   * @throws Rejected when the provider or the git server refuses
   * @throws io.datachannel.dbt.application.result.TryLater when the provider was asked too much
   */
  public Listing<String> list(Caller caller, CredentialId id, String repository, ListingQuery query) {
    Credential credential = credentials.find(caller.account(), id).orElseThrow(() -> NotFound.of("credential", id.value()));
    GitAccess access = credential.access();
    Text.required("repository", repository, LONGEST);
    if (RepositoryUrl.isMeant(repository)) {
      RepositoryUrl url = RepositoryUrl.of(repository);
      return byGit(url, tokens.check(credential, url, "repository"), query);
    }
    checkName(repository);
    return ProviderWords.orThrow(providers.branches(access, repository, query), access.provider(), clock.instant());
  }

  private Listing<String> byGit(RepositoryUrl url, GitAccess access, ListingQuery query) {
    List<String> left = switch (remote.of(url, access)) {
      case Result.Ok<List<String>> ok -> ok.value().stream()
          .filter(name -> name.compareTo(query.after()) > 0 && query.matches(name)).toList();
      case Result.Failed<List<String>> failed -> throw new Rejected(failed.failure());
    };
    List<String> items = left.stream().limit(query.limit()).toList();
    Optional<String> next = items.size() < left.size() ? Optional.of(items.getLast()) : Optional.empty();
    return new Listing<>(items, next, Optional.empty());
  }

  private static void checkName(String repository) {
    boolean good = repository.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+")
        && !List.of(repository.split("/")).contains("..") && !List.of(repository.split("/")).contains(".");
    if (!good) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "repository",
          "'repository' must be a full name such as acme/shop, or an address such as https://github.com/acme/shop.git.");
    }
  }
}
