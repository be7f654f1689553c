package io.datachannel.dbt.adapters.dbt;

import java.time.Duration;

/**
 * How much servers of dbt may take.
 *
 * @param megabytes what all of them together may hold in memory, without the runs; idle ones are ended above it. 0 for no servers
 * @param idle      after which an unused one is ended
 * @param patience  how long a server may take to answer before it is replaced
 */
public record ServerLimits(int megabytes, Duration idle, Duration patience) {}
