package io.datachannel.dbt.adapters.rest.notifications;

import io.datachannel.dbt.application.notifications.Deliveries.Delivery;
import java.time.Instant;
import java.util.Optional;

/** A message to a target as the API shows it; see {@link Delivery}. */
public record DeliveryView(long id, int projectId, int runId, String event, String state, int attempts, Instant writtenAt,
    Optional<Instant> triedAt, Optional<Instant> nextAt, Optional<String> lastAnswer) {

  static DeliveryView of(Delivery delivery) {
    return new DeliveryView(delivery.id().value(), delivery.project().value(), delivery.run().value(), delivery.event().word(),
        delivery.state().name(), delivery.attempts(), delivery.writtenAt(), delivery.triedAt(), delivery.nextAt(), delivery.lastAnswer());
  }
}
