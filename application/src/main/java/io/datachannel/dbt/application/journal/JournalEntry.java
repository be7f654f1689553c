package io.datachannel.dbt.application.journal;

/** @param sequence counts from 1 without gaps; the id of the server-sent event */
public record JournalEntry(long sequence, JournalEvent event) {}
