package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlApiTokens}. */
final class ApiTokenStatements {
  static final Sql ADD = new Sql("tokens.add", """
      insert into ${admin}.dbt_api_tokens (account_id, user_id, label, token_sha256)
      values (:account, :user, :label, :hash)
      """);

  /** The collation takes no notice of blanks at the end, so the length is asked for, too. */
  static final Sql CALLER_OF = new Sql("tokens.callerOf", """
      select account_id, user_id
      from ${admin}.dbt_api_tokens
      where token_sha256 = :hash and char_length(:hash) = 64
      """);

  static final Sql ANY = new Sql("tokens.any", """
      select id
      from ${admin}.dbt_api_tokens
      limit 1
      """);

  private ApiTokenStatements() {}
}
