package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import java.time.Instant;

/**
 * A run with the right to carry it out.
 *
 * @param queuedAt its place in the queue, which it keeps when it has to go back
 */
public record ClaimedRun(Run run, Lease lease, LeaseWatch watch, Instant queuedAt) {}
