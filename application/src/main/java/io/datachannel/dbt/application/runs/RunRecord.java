package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import java.time.Instant;
import java.util.Optional;

/**
 * A run with all that was recorded about it.
 *
 * @param commit      the full hash of the commit that was checked out
 * @param fingerprint of the environment it ran in
 * @param logPath     where the stored log is; absent until it is stored
 */
public record RunRecord(
    Run run,
    Instant queuedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<String> commit,
    Optional<String> fingerprint,
    Optional<String> dbtVersion,
    Optional<NodeTally> tally,
    Optional<String> logPath,
    QueuePlace place) {}
