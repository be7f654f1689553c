package io.datachannel.dbt.domain.warehouse;

/** How far the test of a warehouse is. */
public enum CheckState { QUEUED, RUNNING, SUCCESSFUL, FAILED }
