package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.git.GitProviders.ProviderRepository;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import java.time.InstantSource;

/** "Fetch the list of repositories" that a credential opens, for a user who sets a project up. */
public final class ListRepositories {
  private final Credentials credentials;
  private final GitProviders providers;
  private final InstantSource clock;

  public ListRepositories(Credentials credentials, GitProviders providers, InstantSource clock) {
    this.credentials = credentials;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * @throws NotFound when the account has no such credential
   * @throws io.datachannel.dbt.application.result.Rejected when the provider refuses, with a code that begins with PROVIDER
   * @throws io.datachannel.dbt.application.result.TryLater when the provider was asked too much
   */
  public Listing<ProviderRepository> list(Caller caller, CredentialId id, ListingQuery query) {
    GitAccess access = credentials.find(caller.account(), id).orElseThrow(() -> NotFound.of("credential", id.value())).access();
    return ProviderWords.orThrow(providers.repositories(access, query), access.provider(), clock.instant());
  }
}
