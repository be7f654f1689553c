package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.projects.ProjectUses;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a token of which no provider is known to one host, so that an editor who cannot read it cannot have it sent to a server of his: that
 * of the first project that uses it, for as long as it is kept. Tokens of a provider are kept to its hosts by git itself.
 */
public final class BoundTokens {
  private final Credentials credentials;
  private final ProjectUses uses;

  public BoundTokens(Credentials credentials, ProjectUses uses) {
    this.credentials = credentials;
    this.uses = uses;
  }

  /**
   * @param field that holds the address
   * @throws InvalidInput with REPOSITORY_URL_REFUSED when the token is for another host
   */
  public void check(Credential credential, RepositoryUrl repository, String field) {
    unbound(credential, repository, field);
  }

  /**
   * The same for a project that is to use it: from then on it is for the host of this repository.
   *
   * @param locked its row is held until the end of the transaction
   */
  public void bind(Credential locked, RepositoryUrl repository) {
    unbound(locked, repository, "repositoryUrl").ifPresent(host -> {
      if (credentials.bind(locked.account(), locked.id(), host) != 1) {
        throw new IllegalStateException("a locked credential is gone: " + locked.id().value());
      }
    });
  }

  /** The repository's host, when the token would be sent there and is for no host yet. */
  private Optional<String> unbound(Credential credential, RepositoryUrl repository, String field) {
    if (!(credential.access() instanceof GitAccess.HttpsToken token) || token.provider() != GitProvider.OTHER || !isByHttp(repository)) {
      return Optional.empty();
    }
    String host = hostOf(repository);
    if (token.host().filter(host::equals).isPresent()) {
      return Optional.empty();
    }
    // Projects from before tokens were bound go on with what they have.
    Set<String> known = Stream.concat(token.host().stream(), uses.of(credential.account(), credential.id()).stream()
        .map(project -> project.definition().source().repository()).filter(BoundTokens::isByHttp).map(BoundTokens::hostOf))
        .collect(Collectors.toSet());
    if (!known.isEmpty() && !known.contains(host)) {
      throw new InvalidInput(FailureCode.REPOSITORY_URL_REFUSED, field, "The token of credential " + credential.id().value() + " is for "
          + known.stream().sorted().collect(Collectors.joining(", ")) + " and is not sent to " + host
          + "; add a credential with a token for that host.");
    }
    return token.host().isEmpty() ? Optional.of(host) : Optional.empty();
  }

  private static boolean isByHttp(RepositoryUrl repository) {
    return repository.uri().getScheme().startsWith("http");
  }

  private static String hostOf(RepositoryUrl repository) {
    return repository.uri().getHost().toLowerCase(Locale.ROOT);
  }
}
