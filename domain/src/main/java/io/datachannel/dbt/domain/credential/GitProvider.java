package io.datachannel.dbt.domain.credential;

/** Whom a token is of (specification, step 2: GitHub, GitLab and Bitbucket). */
public enum GitProvider {
  GITHUB("GitHub"),
  GITLAB("GitLab"),
  BITBUCKET("Bitbucket"),
  /** A git server of which nothing but git is known. */
  OTHER("the git server");

  private final String title;

  GitProvider(String title) {
    this.title = title;
  }

  /** How a sentence names it. */
  public String title() {
    return title;
  }
}
