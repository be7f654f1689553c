package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlEncryptionKeys} and {@link MySqlSealedRows}. */
final class EncryptionKeyStatements {
  static final Sql NEWEST = new Sql("keys.newest", """
      select revision, sealed_keyset, changed_at
      from ${admin}.dbt_encryption_keys
      where id = 1
      """);

  static final Sql ADD = new Sql("keys.add", """
      insert ignore into ${admin}.dbt_encryption_keys (id, revision, sealed_keyset, changed_at)
      values (1, :revision, :sealed, :changed_at)
      """);

  static final Sql REPLACE = new Sql("keys.replace", """
      update ${admin}.dbt_encryption_keys
      set revision = :revision, sealed_keyset = :sealed, changed_at = :changed_at
      where id = 1 and revision = :revision - 1
      """);

  static final Sql WAREHOUSES = new Sql("keys.warehouses", """
      select id, account_id, sealed_secrets_json, revision
      from ${admin}.data_warehouses
      where id > :after
      order by id
      limit :limit
      """);

  /** What changed meanwhile has another revision. */
  static final Sql RESEAL_WAREHOUSE = new Sql("keys.resealWarehouse", """
      update ${admin}.data_warehouses
      set sealed_secrets_json = :sealed
      where id = :id and revision = :revision
      """);

  static final Sql CREDENTIALS = new Sql("keys.credentials", """
      select id, account_id, credential_json, revision
      from ${admin}.dbt_credentials
      where id > :after
      order by id
      limit :limit
      """);

  /** Only what is sealed, for the host of a token is set without another revision. */
  static final Sql RESEAL_CREDENTIAL = new Sql("keys.resealCredential", """
      update ${admin}.dbt_credentials
      set credential_json = json_merge_patch(credential_json, :sealed)
      where id = :id and revision = :revision
      """);

  static final Sql VARIABLES = new Sql("keys.variables", """
      select id, account_id, dbt_project_id, name, sealed_value, revision
      from ${admin}.dbt_project_variables
      where id > :after and sealed_value is not null
      order by id
      limit :limit
      """);

  static final Sql RESEAL_VARIABLE = new Sql("keys.resealVariable", """
      update ${admin}.dbt_project_variables
      set sealed_value = :sealed
      where id = :id and revision = :revision
      """);

  static final Sql WEBHOOKS = new Sql("keys.webhooks", """
      select id, account_id, dbt_project_id, sealed_secret, revision
      from ${admin}.dbt_project_webhooks
      where id > :after
      order by id
      limit :limit
      """);

  static final Sql RESEAL_WEBHOOK = new Sql("keys.resealWebhook", """
      update ${admin}.dbt_project_webhooks
      set sealed_secret = :sealed
      where id = :id and revision = :revision
      """);

  static final Sql TARGETS = new Sql("keys.targets", """
      select id, account_id, sealed_secret, revision
      from ${admin}.dbt_notification_targets
      where id > :after and sealed_secret is not null
      order by id
      limit :limit
      """);

  static final Sql RESEAL_TARGET = new Sql("keys.resealTarget", """
      update ${admin}.dbt_notification_targets
      set sealed_secret = :sealed
      where id = :id and revision = :revision
      """);

  private EncryptionKeyStatements() {}
}
