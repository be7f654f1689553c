package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlApiTokens}. */
final class ApiTokenStatements {
  static final Sql ADD = new Sql("tokens.add", """
      insert into ${admin}.dbt_api_tokens (account_id, user_id, role, label, token_sha256, created_at, expires_at)
      values (:account, :user, :role, :label, :hash, :created_at, :expires_at)
      """);

  private static final String SELECT = """
      select id, account_id, user_id, role, label, created_at, expires_at, revoked_at, last_used_at
      from ${admin}.dbt_api_tokens
      """;

  /** The collation takes no notice of blanks at the end, so the length is asked for, too. */
  static final Sql FIND = new Sql("tokens.find", SELECT + """
      where token_sha256 = :hash and char_length(:hash) = 64
      """);

  static final Sql LIST = new Sql("tokens.list", SELECT + """
      where account_id = :account and id > :after
      order by id
      limit :limit
      """);

  static final Sql REVOKE = new Sql("tokens.revoke", """
      update ${admin}.dbt_api_tokens
      set revoked_at = :at
      where id = :id and account_id = :account and revoked_at is null
      """);

  static final Sql NOTE_USE = new Sql("tokens.noteUse", """
      update ${admin}.dbt_api_tokens
      set last_used_at = :at
      where id = :id and (last_used_at is null or last_used_at <= :at - interval 1 minute)
      """);

  static final Sql ANY = new Sql("tokens.any", """
      select id
      from ${admin}.dbt_api_tokens
      limit 1
      """);

  private ApiTokenStatements() {}
}
