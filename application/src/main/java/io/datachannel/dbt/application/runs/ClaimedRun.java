package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;

/** A run with the right to carry it out. */
public record ClaimedRun(Run run, Lease lease) {}
