package io.datachannel.dbt.application.git;

import io.datachannel.dbt.domain.credential.GitAccess;
import java.util.List;
import java.util.Optional;

/** The APIs of GitHub, GitLab and Bitbucket Cloud. A token is sent to its own provider alone. */
public interface GitProviders {

  /**
   * The repositories that the token may read, in an order that stays.
   *
   * @throws io.datachannel.dbt.domain.failure.InvalidInput when {@code after} is not from an earlier answer
   */
  ProviderAnswer<Listing<ProviderRepository>> repositories(GitAccess access, ListingQuery query);

  /**
   * The names of a repository's branches, in an order that stays.
   *
   * @param repository its full name, for example acme/shop
   * @throws io.datachannel.dbt.domain.failure.InvalidInput when {@code after} is not from an earlier answer
   */
  ProviderAnswer<Listing<String>> branches(GitAccess access, String repository, ListingQuery query);

  /** Whether the provider knows the token, and lets it read repositories. */
  ProviderAnswer<TokenHolder> check(GitAccess access);

  /**
   * @param fullName      for example acme/shop
   * @param url           for cloning by HTTPS
   * @param defaultBranch empty for a repository without a commit
   */
  record ProviderRepository(String fullName, String url, Optional<String> defaultBranch, boolean isPrivate) {}

  /**
   * Who a token belongs to.
   *
   * @param name   at the provider
   * @param scopes what the token may do, when the provider says it
   */
  record TokenHolder(String name, Optional<List<String>> scopes) {}
}
