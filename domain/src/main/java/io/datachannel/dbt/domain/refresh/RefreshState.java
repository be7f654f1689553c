package io.datachannel.dbt.domain.refresh;

/** How far a refresh is. */
public enum RefreshState { QUEUED, RUNNING, SUCCESSFUL, FAILED }
