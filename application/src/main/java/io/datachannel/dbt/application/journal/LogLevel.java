package io.datachannel.dbt.application.journal;

/** dbt's log levels. */
public enum LogLevel { DEBUG, INFO, WARN, ERROR }
