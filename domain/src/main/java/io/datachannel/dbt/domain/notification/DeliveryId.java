package io.datachannel.dbt.domain.notification;

/** A row of {@code dbt_notification_deliveries}: one message to one target. */
public record DeliveryId(long value) {}
