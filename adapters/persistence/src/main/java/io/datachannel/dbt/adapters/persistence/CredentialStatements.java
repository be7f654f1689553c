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

  /** The token stays sealed as it is, and the revision is that of what users see. */
  static final Sql BIND = new Sql("credentials.bind", """
      update ${admin}.dbt_credentials
      set credential_json = json_set(credential_json, '$.host', :host)
      where id = :id and account_id = :account
      """);

  static final Sql FIND = new Sql("credentials.find", """
      select id, account_id, name, credential_json, revision
      from ${admin}.dbt_credentials
      where id = :id and account_id = :account
      """);

  static final Sql LOCK = new Sql("credentials.lock", FIND.text() + """
      for update
      """);

  static final Sql UPDATE = new Sql("credentials.update", """
      update ${admin}.dbt_credentials
      set name = :name, credential_json = :credential, revision = :revision
      where id = :id and account_id = :account and revision = :revision - 1
      """);

  static final Sql DELETE = new Sql("credentials.delete", """
      delete from ${admin}.dbt_credentials
      where id = :id and account_id = :account
      """);

  static final Sql LIST = new Sql("credentials.list", """
      select id, account_id, name, credential_json, revision
      from ${admin}.dbt_credentials
      where account_id = :account and id > :after
      order by id
      limit :limit
      """);

  private CredentialStatements() {}
}
