package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlCredentials}. */
final class CredentialStatements {
  static final Sql ADD = new Sql("credentials.add", """
      insert into ${admin}.dbt_credentials (account_id, name, credential_json)
      values (:account, :name, '{}')
      """);

  static final Sql SEAL = new Sql("credentials.seal", """
      update ${admin}.dbt_credentials
      set credential_json = :credential
      where id = :id and account_id = :account
      """);

  static final Sql FIND = new Sql("credentials.find", """
      select id, account_id, name, credential_json
      from ${admin}.dbt_credentials
      where id = :id and account_id = :account
      """);

  static final Sql LIST = new Sql("credentials.list", """
      select id, account_id, name, credential_json
      from ${admin}.dbt_credentials
      where account_id = :account and id > :after
      order by id
      limit :limit
      """);

  private CredentialStatements() {}
}
