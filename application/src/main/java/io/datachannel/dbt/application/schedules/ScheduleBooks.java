package io.datachannel.dbt.application.schedules;

/** What is kept of schedules and of what became of their firings. */
public record ScheduleBooks(Schedules schedules, FiringLog firings, NarrowQueuedRuns queued) {}
