package io.datachannel.dbt.adapters.git;

/**
 * How much a checkout may hold.
 *
 * @param bytes of all files together
 * @param files how many files
 */
public record GitLimits(long bytes, int files) {}
