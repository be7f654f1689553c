package io.datachannel.dbt.application.webhooks;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a provider tells of pushes to the repository of a project.
 *
 * @param key            names it in its address; no secret, and not to be guessed
 * @param secret         signs what the provider sends
 * @param revision       1 when it is made, one more with each new secret
 * @param madeAt         when it got this secret, UTC
 * @param lastDeliveryAt when the provider last told something, UTC
 */
public record Webhook(AccountId account, ProjectId project, String key, Secret secret, long revision, Instant madeAt,
    Optional<Instant> lastDeliveryAt) {}
