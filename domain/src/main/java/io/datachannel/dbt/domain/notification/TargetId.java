package io.datachannel.dbt.domain.notification;

/** A row of {@code dbt_notification_targets}. */
public record TargetId(int value) {}
