package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.webhooks.Webhook;
import io.datachannel.dbt.application.webhooks.Webhooks;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code dbt_project_webhooks}; each secret is sealed for its account and project. */
public final class MySqlWebhooks implements Webhooks {
  private final Session session;
  private final SecretSealing sealing;

  public MySqlWebhooks(Database database, SecretSealing sealing) {
    this.session = database.session();
    this.sealing = sealing;
  }

  @Override
  public Optional<Webhook> find(AccountId account, ProjectId project) {
    return session.one(WebhookStatements.FIND, of(account, project), this::read);
  }

  @Override
  public Optional<Webhook> withKey(String key) {
    return session.one(WebhookStatements.WITH_KEY, Values.of("key", key), this::read);
  }

  @Override
  public void put(Webhook webhook) {
    session.change(WebhookStatements.PUT, of(webhook.account(), webhook.project()).with("key", webhook.key())
        .with("sealed", sealing.seal(webhook.secret(), webhook.account(), purpose(webhook.project())))
        .with("revision", webhook.revision()).with("made_at", webhook.madeAt()));
  }

  @Override
  public int remove(AccountId account, ProjectId project) {
    return session.change(WebhookStatements.REMOVE, of(account, project));
  }

  @Override
  public boolean isFirst(Webhook webhook, String sha256, Instant at) {
    return session.inTransaction(() -> {
      Values hook = of(webhook.account(), webhook.project()).with("at", at);
      boolean first = session.change(WebhookStatements.NOTE, hook.with("delivery", sha256)) == 1;
      session.change(WebhookStatements.DELIVERED, of(webhook.account(), webhook.project()).with("at", at));
      return first;
    });
  }

  @Override
  public void forget(Instant before) {
    session.change(WebhookStatements.FORGET, Values.of("before", before));
  }

  private Webhook read(Row row) {
    AccountId account = new AccountId(row.number("account_id"));
    ProjectId project = new ProjectId(row.integer("dbt_project_id"));
    String sealed = row.text("sealed_secret");
    return new Webhook(account, project, row.text("address_key"), Secret.sealed(() -> sealing.open(sealed, account, purpose(project))),
        row.number("revision"), row.instant("made_at"), row.optionalInstant("last_delivery_at"));
  }

  private static Values of(AccountId account, ProjectId project) {
    return Values.of("account", account.value()).with("project", project.value());
  }

  static String purpose(ProjectId project) {
    return "project/" + project.value() + "/webhook";
  }
}
