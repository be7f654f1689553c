package io.datachannel.dbt.adapters.git;

import java.time.Duration;

/**
 * How long a server may take.
 *
 * @param silence  for a connection, and then between two bytes; counted in whole seconds, and at least one
 * @param asking   for telling its branches, from the connection to the last byte
 * @param fetching for a commit, likewise
 */
public record GitPatience(Duration silence, Duration asking, Duration fetching) {}
