package io.datachannel.dbt.domain.credential;

import java.util.Optional;

/** Whom a token is of (specification, step 2: GitHub, GitLab and Bitbucket). */
public enum GitProvider {
  GITHUB("GitHub", "github.com"),
  GITLAB("GitLab", "gitlab.com"),
  BITBUCKET("Bitbucket", "bitbucket.org"),
  /** A git server of which nothing but git is known. */
  OTHER("the git server", "");

  private final String title;
  private final String publicHost;

  GitProvider(String title, String publicHost) {
    this.title = title;
    this.publicHost = publicHost;
  }

  /** Of its repositories on the Internet, in lower case; empty where there is none. */
  public Optional<String> publicHost() {
    return Optional.of(publicHost).filter(host -> !host.isEmpty());
  }

  /** How a sentence names it. */
  public String title() {
    return title;
  }
}
