package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlWebhooks}. */
final class WebhookStatements {
  private static final String SELECT = """
      select account_id, dbt_project_id, address_key, sealed_secret, revision, made_at, last_delivery_at
      from ${admin}.dbt_project_webhooks
      """;

  static final Sql FIND = new Sql("webhooks.find", SELECT + """
      where dbt_project_id = :project and account_id = :account
      """);

  static final Sql WITH_KEY = new Sql("webhooks.withKey", SELECT + """
      where address_key = :key
      """);

  static final Sql PUT = new Sql("webhooks.put", """
      insert into ${admin}.dbt_project_webhooks (account_id, dbt_project_id, address_key, sealed_secret, revision, made_at)
      values (:account, :project, :key, :sealed, :revision, :made_at)
      on duplicate key update sealed_secret = :sealed, revision = :revision, made_at = :made_at
      """);

  static final Sql REMOVE = new Sql("webhooks.remove", """
      delete from ${admin}.dbt_project_webhooks
      where dbt_project_id = :project and account_id = :account
      """);

  static final Sql NOTE = new Sql("webhooks.note", """
      insert ignore into ${admin}.dbt_webhook_deliveries (dbt_project_webhook_id, delivery_sha256, received_at)
      select w.id, :delivery, :at
      from ${admin}.dbt_project_webhooks w
      where w.dbt_project_id = :project and w.account_id = :account
      """);

  static final Sql DELIVERED = new Sql("webhooks.delivered", """
      update ${admin}.dbt_project_webhooks
      set last_delivery_at = :at
      where dbt_project_id = :project and account_id = :account
      """);

  static final Sql FORGET = new Sql("webhooks.forget", """
      delete from ${admin}.dbt_webhook_deliveries
      where received_at < :before
      limit 1000
      """);

  private WebhookStatements() {}
}
