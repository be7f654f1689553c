package io.datachannel.dbt.domain.run;

/**
 * The right to carry out a run, held by one copy of the service at a time.
 *
 * @param owner         the copy that holds it
 * @param fencingNumber grows with each claim; a write that carries an older one is turned away
 */
public record Lease(String owner, long fencingNumber) {}
