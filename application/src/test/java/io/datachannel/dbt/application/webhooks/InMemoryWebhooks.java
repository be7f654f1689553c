package io.datachannel.dbt.application.webhooks;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The webhooks in maps. */
public final class InMemoryWebhooks implements Webhooks {
  private final Map<ProjectId, Webhook> rows = new HashMap<>();
  private final Map<String, Instant> deliveries = new HashMap<>();

  @Override
  public synchronized Optional<Webhook> find(AccountId account, ProjectId project) {
    return Optional.ofNullable(rows.get(project)).filter(webhook -> webhook.account().equals(account));
  }

  @Override
  public synchronized Optional<Webhook> withKey(String key) {
    return rows.values().stream().filter(webhook -> webhook.key().equals(key)).findFirst();
  }

  @Override
  public synchronized void put(Webhook webhook) {
    rows.put(webhook.project(), webhook);
  }

  @Override
  public synchronized int remove(AccountId account, ProjectId project) {
    return find(account, project).map(webhook -> {
      rows.remove(project);
      deliveries.keySet().removeIf(key -> key.startsWith(webhook.key() + "/"));
      return 1;
    }).orElse(0);
  }

  @Override
  public synchronized boolean isFirst(Webhook webhook, String sha256, Instant at) {
    rows.computeIfPresent(webhook.project(), (_, known) -> new Webhook(known.account(), known.project(), known.key(), known.secret(),
        known.revision(), known.madeAt(), Optional.of(at)));
    return deliveries.putIfAbsent(webhook.key() + "/" + sha256, at) == null;
  }

  @Override
  public synchronized void forget(Instant before) {
    deliveries.values().removeIf(at -> at.isBefore(before));
  }
}
