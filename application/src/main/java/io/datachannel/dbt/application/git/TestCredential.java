package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.credentials.BoundTokens;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;

/** Tries whether a credential opens its provider, or one repository. */
public final class TestCredential {
  private final Credentials credentials;
  private final BoundTokens tokens;
  private final GitProviders providers;
  private final RemoteBranches remote;

  public TestCredential(Credentials credentials, BoundTokens tokens, GitProviders providers, RemoteBranches remote) {
    this.credentials = credentials;
    this.tokens = tokens;
    this.providers = providers;
    this.remote = remote;
  }

  /**
   * @param repository is opened by git as a run would; without one the provider's API is asked
   * @return what was opened, or why nothing was
   * @throws NotFound when the account has no such credential
   * @throws InvalidInput when there is no provider to ask, and no repository was named, or the token is not for the repository's host
   */
  public Result<Opened> test(Caller caller, CredentialId id, Optional<RepositoryUrl> repository) {
    Credential credential = credentials.find(caller.account(), id).orElseThrow(() -> NotFound.of("credential", id.value()));
    GitAccess access = repository.map(url -> tokens.check(credential, url, "repositoryUrl")).orElseGet(credential::access);
    Optional<PortFailure> unreadable = unreadable(access);
    if (unreadable.isPresent()) {
      return new Result.Failed<>(Failure.of(FailureCode.SECRET_UNREADABLE, unreadable.get().getMessage()));
    }
    if (repository.isPresent()) {
      return byGit(repository.get(), access);
    }
    if (access.provider() == GitProvider.OTHER) {
      throw new InvalidInput(FailureCode.FIELD_MISSING, "repositoryUrl",
          "A credential that is not of GitHub, GitLab or Bitbucket can be tested on a repository only: give 'repositoryUrl'.");
    }
    return byApi(access);
  }

  private static Optional<PortFailure> unreadable(GitAccess access) {
    try {
      access.secret().ifPresent(Secret::reveal);
      return Optional.empty();
    } catch (PortFailure failed) {
      if (failed.code() != FailureCode.SECRET_UNREADABLE) {
        throw failed;
      }
      return Optional.of(failed);
    }
  }

  private Result<Opened> byGit(RepositoryUrl repository, GitAccess access) {
    return switch (remote.of(repository, access)) {
      case Result.Ok<List<String>> ok -> new Result.Ok<>(new Opened.Repository(ok.value().size()));
      case Result.Failed<List<String>> failed -> new Result.Failed<>(failed.failure());
    };
  }

  private Result<Opened> byApi(GitAccess access) {
    return switch (providers.check(access)) {
      case ProviderAnswer.Answered<TokenHolder>(TokenHolder holder) -> new Result.Ok<>(new Opened.Provider(holder));
      case ProviderAnswer.Refused<TokenHolder>(ProviderAnswer.Refusal refusal) ->
          new Result.Failed<>(ProviderWords.failureOf(refusal, access.provider()));
    };
  }

  /** What a credential opens. */
  public sealed interface Opened {
    /** The provider's API. */
    record Provider(TokenHolder holder) implements Opened {}

    /** A repository. @param branches how many it has */
    record Repository(int branches) implements Opened {}
  }
}
