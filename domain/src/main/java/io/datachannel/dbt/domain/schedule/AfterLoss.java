package io.datachannel.dbt.domain.schedule;

/** What becomes of a schedule's run whose executor was lost: it has failed, or is queued again, once. */
public enum AfterLoss { FAIL, QUEUE_ONCE_AGAIN }
