package io.datachannel.dbt.adapters.persistence;

/**
 * A named statement.
 *
 * @param name what failures call it, for example {@code runs.lock}
 * @param text with {@code ${admin}} and {@code ${logs}} for the schemas, and {@code :name} for parameters
 */
record Sql(String name, String text) {}
