package io.datachannel.dbt.domain.credential;

import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;

/** How a repository is opened (specification, step 2: "Add credentials"). */
public sealed interface GitAccess {

  /** Whose API knows the repositories. */
  GitProvider provider();

  /** What git sends; empty when it sends nothing. */
  Optional<GitLogin> gitLogin();

  /** What the provider's API takes; empty when there is nothing. */
  default Optional<GitLogin> apiLogin() {
    return gitLogin();
  }

  /** What must never be seen. */
  default Optional<Secret> secret() {
    return gitLogin().map(GitLogin::password);
  }

  /** User and password of HTTP Basic authentication. */
  record GitLogin(String userName, Secret password) {}

  /** A public repository: nothing is sent. */
  record Public() implements GitAccess {
    @Override
    public GitProvider provider() {
      return GitProvider.OTHER;
    }

    @Override
    public Optional<GitLogin> gitLogin() {
      return Optional.empty();
    }
  }

  /**
   * A personal access token over HTTPS, "which basically acts as a password".
   *
   * @param userName what the provider expects beside the token; GitHub and GitLab take any, Bitbucket wants {@code x-token-auth} for
   *     access tokens of repositories and workspaces, and the user's e-mail address for API tokens
   */
  record HttpsToken(String userName, Secret token, GitProvider provider) implements GitAccess {
    /** For Bitbucket's API tokens: its API wants the e-mail address, its git this name (Atlassian, "Using API tokens"). */
    private static final String BITBUCKET_API_TOKEN = "x-bitbucket-api-token-auth";

    /** A token of a server of which nothing is known. */
    public HttpsToken(String userName, Secret token) {
      this(userName, token, GitProvider.OTHER);
    }

    @Override
    public Optional<GitLogin> gitLogin() {
      boolean mail = provider == GitProvider.BITBUCKET && userName.contains("@");
      return Optional.of(new GitLogin(mail ? BITBUCKET_API_TOKEN : userName, token));
    }

    @Override
    public Optional<GitLogin> apiLogin() {
      return Optional.of(new GitLogin(userName, token));
    }
  }

  /**
   * What a user gave this service on GitHub's own page.
   *
   * @param login  the user's name at GitHub
   * @param scopes what GitHub granted, for example repo
   */
  record GitHubOAuth(String login, List<String> scopes, Secret token) implements GitAccess {
    /** What GitHub documents for tokens of apps. */
    private static final String USER = "x-access-token";

    @Override
    public GitProvider provider() {
      return GitProvider.GITHUB;
    }

    @Override
    public Optional<GitLogin> gitLogin() {
      return Optional.of(new GitLogin(USER, token));
    }
  }
}
