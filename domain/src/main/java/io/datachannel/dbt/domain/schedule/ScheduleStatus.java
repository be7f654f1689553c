package io.datachannel.dbt.domain.schedule;

/** A paused schedule keeps its models and starts nothing. */
public enum ScheduleStatus { ACTIVE, PAUSED }
