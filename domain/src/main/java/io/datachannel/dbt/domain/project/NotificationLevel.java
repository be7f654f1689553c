package io.datachannel.dbt.domain.project;

/** The specification's {@code e_dbt_project_notification_levels}: which results are told. */
public enum NotificationLevel { SUCCESS, ERROR }
