package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.RunLogs;

/** Where it is written down how a run goes on and ends. */
public record RunBooks(RunningRuns running, RunLedger ledger, RunLogs logs, EndRun end, RunTime time) {}
