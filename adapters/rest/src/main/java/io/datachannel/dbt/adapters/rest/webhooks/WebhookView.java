package io.datachannel.dbt.adapters.rest.webhooks;

import io.datachannel.dbt.application.webhooks.Webhook;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * The webhook of a project: the address for each provider, of which one is to be used.
 *
 * @param secret         only in the answer that makes it
 * @param madeAt         when it got its secret, UTC
 * @param lastDeliveryAt when the provider last told something, UTC
 */
public record WebhookView(String github, String gitlab, String bitbucket, Optional<String> secret, Instant madeAt,
    Optional<Instant> lastDeliveryAt) {

  /** @param service the address of the service, as the caller has it */
  static WebhookView of(Webhook webhook, URI service) {
    return view(webhook, service, Optional.empty());
  }

  /** The same, once, with the secret. */
  static WebhookView withSecret(Webhook webhook, URI service) {
    return view(webhook, service, Optional.of(webhook.secret()).map(Secret::reveal));
  }

  private static WebhookView view(Webhook webhook, URI service, Optional<String> secret) {
    return new WebhookView(address(service, Provider.GITHUB, webhook), address(service, Provider.GITLAB, webhook),
        address(service, Provider.BITBUCKET, webhook), secret, webhook.madeAt(), webhook.lastDeliveryAt());
  }

  private static String address(URI service, Provider provider, Webhook webhook) {
    return service.resolve(HooksPages.PATH + "/" + provider.word() + "/" + webhook.key()).toString();
  }
}
