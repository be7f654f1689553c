package io.datachannel.dbt.application.webhooks;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.Optional;

/** The webhooks of projects; rows of {@code dbt_project_webhooks} and {@code dbt_webhook_deliveries}. Secrets are sealed. */
public interface Webhooks {

  Optional<Webhook> find(AccountId account, ProjectId project);

  Optional<Webhook> withKey(String key);

  /** Makes the webhook of its project, or takes the place of the one that there is. */
  void put(Webhook webhook);

  /** @return the rows deleted, 0 when there was none */
  int remove(AccountId account, ProjectId project);

  /**
   * Notes a delivery.
   *
   * @param sha256 of what names the delivery, lower-case hexadecimal
   * @return whether it was not there before
   */
  boolean isFirst(Webhook webhook, String sha256, Instant at);

  /** Forgets deliveries. */
  void forget(Instant before);
}
