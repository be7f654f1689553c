package io.datachannel.dbt.adapters.git;

import java.time.Duration;

/**
 * Which checkouts stay while nothing works in them: the newest of each project, and what was used lately, within limits.
 *
 * @param unused     how long one stays that is not the newest of its project
 * @param perProject how many stay of one project
 * @param bytes      of all checkouts of the service; beyond it those go first that were used longest ago
 */
public record CheckoutBounds(Duration unused, int perProject, long bytes) {}
