package io.datachannel.dbt.domain.credential;

import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
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
   * @param host     the one that it is sent to; empty until a project uses it
   */
  record HttpsToken(String userName, Secret token, GitProvider provider, Optional<String> host) implements GitAccess {
    /** For Bitbucket's API tokens: its API wants the e-mail address, its git this name (Atlassian, "Using API tokens"). */
    private static final String BITBUCKET_API_TOKEN = "x-bitbucket-api-token-auth";

    /** A token that no project uses yet. */
    public HttpsToken(String userName, Secret token, GitProvider provider) {
      this(userName, token, provider, Optional.empty());
    }

    /** A token of a server of which nothing is known. */
    public HttpsToken(String userName, Secret token) {
      this(userName, token, GitProvider.OTHER);
    }

    /** The same token for this host. */
    public HttpsToken boundTo(String newHost) {
      return new HttpsToken(userName, token, provider, Optional.of(newHost));
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
   * A key pair that this service made. Its public half is a deploy key of the repository; the private one leaves the service in no form.
   *
   * @param publicKey  a line as authorized_keys has it
   * @param privateKey PKCS #8 in base64
   * @param hostKeys   of servers whose keys this service does not know by itself
   */
  record SshKey(String publicKey, Secret privateKey, List<HostKey> hostKeys) implements GitAccess {
    @Override
    public GitProvider provider() {
      return GitProvider.OTHER;
    }

    @Override
    public Optional<GitLogin> gitLogin() {
      return Optional.empty();
    }

    @Override
    public Optional<Secret> secret() {
      return Optional.of(privateKey);
    }

    /** The same key pair for these servers. */
    public SshKey forServers(List<HostKey> newHostKeys) {
      return new SshKey(publicKey, privateKey, newHostKeys);
    }
  }

  /**
   * How a token that ends is followed by another.
   *
   * @param refreshToken good for one exchange
   * @param expiresAt    the end of the token that it belongs to; UTC
   */
  record Renewal(Secret refreshToken, Instant expiresAt) {}

  /**
   * What a user gave this service on GitHub's own page.
   *
   * @param login   the user's name at GitHub
   * @param scopes  what GitHub granted, for example repo; none for a GitHub App, which has permissions instead
   * @param renewal for a token that ends by itself, as those of GitHub Apps do
   */
  record GitHubOAuth(String login, List<String> scopes, Secret token, Optional<Renewal> renewal) implements GitAccess {
    /** What GitHub documents for tokens of apps. */
    private static final String USER = "x-access-token";

    /** One that goes on until it is revoked. */
    public GitHubOAuth(String login, List<String> scopes, Secret token) {
      this(login, scopes, token, Optional.empty());
    }

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
