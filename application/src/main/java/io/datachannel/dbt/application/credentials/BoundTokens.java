package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.projects.ProjectUses;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitAccess.HttpsToken;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a token to one host, so that an editor who cannot read it cannot have it sent to a server of his: that of the first project that uses
 * it, for as long as it is kept. Who gives a new one may bind it anew. Where one that no project uses may go is known to git.
 */
public final class BoundTokens {
  private final Credentials credentials;
  private final ProjectUses uses;

  public BoundTokens(Credentials credentials, ProjectUses uses) {
    this.credentials = credentials;
    this.uses = uses;
  }

  /** What a project sends to its own server: it was looked at when the project was added or changed. */
  public static GitAccess ofProject(Credential credential, RepositoryUrl repository) {
    return credential.access() instanceof HttpsToken token && isByHttp(repository) ? token.boundTo(hostOf(repository)) : credential.access();
  }

  /**
   * @param field that holds the address
   * @return what to ask with; a token that no project uses is for no host yet
   * @throws InvalidInput with REPOSITORY_URL_REFUSED when the token is for another host
   */
  public GitAccess check(Credential credential, RepositoryUrl repository, String field) {
    return credential.access() instanceof HttpsToken token && isByHttp(repository) && isFor(hostOf(repository), credential, token, field, Optional.empty())
        ? token.boundTo(hostOf(repository)) : credential.access();
  }

  /**
   * The same for a project that is to use it: from then on it is for the host of this repository.
   *
   * @param locked  its row is held until the end of the transaction
   * @param changed the project, when it is there already
   */
  public void bind(Credential locked, RepositoryUrl repository, Optional<ProjectId> changed) {
    if (!(locked.access() instanceof HttpsToken token) || !isByHttp(repository)) {
      return;
    }
    isFor(hostOf(repository), locked, token, "repositoryUrl", changed);
    if (token.host().isEmpty() && credentials.bind(locked.account(), locked.id(), hostOf(repository)) != 1) {
      throw new IllegalStateException("a locked credential is gone: " + locked.id().value());
    }
  }

  /**
   * A token in the place of an access of another kind, which projects use already: nobody looked at where they would send it.
   *
   * @param using the projects
   * @throws InvalidInput with REPOSITORY_URL_REFUSED when their repositories have several hosts
   */
  static Credential ofUsers(Credential before, Credential after, List<Project> using) {
    if (before.access() instanceof HttpsToken || !(after.access() instanceof HttpsToken token)) {
      return after;
    }
    Set<String> hosts = hostsOf(alive(using));
    if (hosts.size() > 1) {
      throw new InvalidInput(FailureCode.REPOSITORY_URL_REFUSED, "kind", "A token is for one host, and the projects that use this credential have repositories at "
          + hosts.stream().sorted().collect(Collectors.joining(", ")) + "; add a credential with the token, and give it to the projects that it is for.");
    }
    return hosts.stream().findFirst().map(host -> new Credential(after.id(), after.account(), after.name(), token.boundTo(host), after.revision())).orElse(after);
  }

  private static List<Project> alive(List<Project> using) {
    return using.stream().filter(project -> project.status() != ProjectStatus.DELETED && isByHttp(project.definition().source().repository())).toList();
  }

  private static Set<String> hostsOf(List<Project> using) {
    return using.stream().map(project -> hostOf(project.definition().source().repository())).collect(Collectors.toSet());
  }

  /** Whether the token is for this host; when it is for none yet, it is not. */
  private boolean isFor(String host, Credential credential, HttpsToken token, String field, Optional<ProjectId> changed) {
    if (token.host().filter(host::equals).isPresent()) {
      return true;
    }
    List<Project> using = alive(uses.of(credential.account(), credential.id()));
    // Projects from before tokens were bound go on with what they have.
    Set<String> known = Stream.concat(token.host().stream(), hostsOf(using).stream()).collect(Collectors.toSet());
    boolean isFree = token.host().isEmpty() && using.stream().allMatch(project -> changed.filter(project.id()::equals).isPresent());
    if (!isFree && !known.contains(host)) {
      throw new InvalidInput(FailureCode.REPOSITORY_URL_REFUSED, field, "The token of credential " + credential.id().value() + " is for "
          + known.stream().sorted().collect(Collectors.joining(", ")) + " and is not sent to " + host + "; add a credential with a token for that "
          + "host. If only one project uses this one and its host is wrong, give this one its token again, and then change that project.");
    }
    return known.contains(host);
  }

  private static boolean isByHttp(RepositoryUrl repository) {
    return repository.uri().getScheme().startsWith("http");
  }

  private static String hostOf(RepositoryUrl repository) {
    return repository.uri().getHost().toLowerCase(Locale.ROOT);
  }
}
