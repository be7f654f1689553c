package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlLoginAttempts}. */
final class GitHubLoginStatements {
  static final Sql ADD = new Sql("githubLogins.add", """
      insert into ${admin}.dbt_github_logins
        (account_id, user_id, role, credential_name, state_sha256, browser_sha256, sealed_verifier, expires_at)
      values (:account, :user, :role, :name, :state, :browser, :verifier, :expires_at)
      """);

  static final Sql FIND = new Sql("githubLogins.find", """
      select id, account_id, user_id, role, credential_name, state_sha256, browser_sha256, sealed_verifier, expires_at
      from ${admin}.dbt_github_logins
      where state_sha256 = :state
      """);

  static final Sql DELETE = new Sql("githubLogins.delete", """
      delete from ${admin}.dbt_github_logins
      where id = :id
      """);

  static final Sql DELETE_EXPIRED = new Sql("githubLogins.deleteExpired", """
      delete from ${admin}.dbt_github_logins
      where expires_at <= :now
      """);

  private GitHubLoginStatements() {}
}
