package io.datachannel.dbt.application.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Webhooks} does. */
public abstract class WebhooksContract {
  protected static final AccountId OURS = new AccountId(1);
  protected static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final AccountId ANOTHER = new AccountId(2);
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  protected abstract Webhooks webhooks();

  /** A new project of the account. */
  protected abstract ProjectId aProject(AccountId account);

  protected Webhook aWebhook() {
    ProjectId project = aProject(OURS);
    Webhook webhook = new Webhook(OURS, project, "key-of-" + project.value(), new Secret("hunter2"), 1, AT, Optional.empty());
    webhooks().put(webhook);
    return webhook;
  }

  @Test
  public void itIsFoundByItsProjectAndItsKey() {
    Webhook webhook = aWebhook();

    assertEquals(Optional.of(webhook), webhooks().find(OURS, webhook.project()));
    assertEquals(Optional.of(webhook), webhooks().withKey(webhook.key()));
    assertEquals(Optional.empty(), webhooks().find(ANOTHER, webhook.project()));
    assertEquals(Optional.empty(), webhooks().withKey(webhook.key() + "x"));
  }

  @Test
  public void anotherSecretTakesThePlaceOfTheFirst() {
    Webhook first = aWebhook();
    Webhook second = new Webhook(OURS, first.project(), first.key(), new Secret("hunter3"), 2, AT.plusSeconds(9), Optional.empty());

    webhooks().put(second);

    assertEquals(Optional.of(second), webhooks().withKey(first.key()));
  }

  @Test
  public void aDeliveryIsTheFirstOnceAndIsTold() {
    Webhook webhook = aWebhook();
    Webhook other = aWebhook();

    assertTrue(webhooks().isFirst(webhook, ONE, AT.plusSeconds(1)));
    assertFalse(webhooks().isFirst(webhook, ONE, AT.plusSeconds(2)));
    assertTrue(webhooks().isFirst(webhook, TWO, AT.plusSeconds(3)));
    assertTrue(webhooks().isFirst(other, ONE, AT.plusSeconds(4)));

    assertEquals(Optional.of(AT.plusSeconds(3)), webhooks().withKey(webhook.key()).flatMap(Webhook::lastDeliveryAt));
  }

  @Test
  public void oldDeliveriesAreForgotten() {
    Webhook webhook = aWebhook();
    webhooks().isFirst(webhook, ONE, AT);
    webhooks().isFirst(webhook, TWO, AT.plusSeconds(60));

    webhooks().forget(AT.plusSeconds(60));

    assertFalse(webhooks().isFirst(webhook, TWO, AT.plusSeconds(61)));
    assertTrue(webhooks().isFirst(webhook, ONE, AT.plusSeconds(61)));
  }

  @Test
  public void oneThatIsTakenAwayIsGoneWithItsDeliveries() {
    Webhook webhook = aWebhook();
    webhooks().isFirst(webhook, ONE, AT);

    assertEquals(0, webhooks().remove(ANOTHER, webhook.project()));
    assertEquals(1, webhooks().remove(OURS, webhook.project()));
    assertEquals(0, webhooks().remove(OURS, webhook.project()));

    assertEquals(Optional.empty(), webhooks().withKey(webhook.key()));
  }
}
