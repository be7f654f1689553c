package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.MySqlLostArtifacts;
import io.datachannel.dbt.adapters.scheduling.Heartbeat;
import io.datachannel.dbt.adapters.storage.RunStorage;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.runs.SendWaitingFiles;
import io.datachannel.dbt.application.runs.StoreArtifacts;
import io.datachannel.dbt.application.runs.TendChunks;
import java.time.Duration;
import java.time.InstantSource;

/** The wiring of logs and artifacts: here while runs go on, in the storage meanwhile and afterwards. */
record Storing(RunStorage files, MySqlLostArtifacts lost) {
  private static final Duration KEEP = Duration.ofSeconds(1);
  private static final Duration SEND = Duration.ofSeconds(10);
  private static final Duration TEND = Duration.ofMinutes(1);
  private static final long LONGEST_JOURNAL = 256L * 1024 * 1024;

  /** @param megabytes of this disk that may wait for the storage @param steady a clock that never jumps */
  static Storing of(DataFolder data, OpenStorage storage, int megabytes, Database database, InstantSource steady) {
    return new Storing(RunStorage.of(new RunStorage.Folders(data.liveLogs(), data.outbox(), data.watchedLogs()), storage.storage(),
        new RunStorage.Bounds(LONGEST_JOURNAL, megabytes * 1024L * 1024), steady), new MySqlLostArtifacts(database));
  }

  StoreArtifacts storeArtifacts() {
    return new StoreArtifacts(files.artifacts(), lost);
  }

  void beat(Heartbeat heartbeat, Runs runs, RunLedger ledger, InstantSource clock) {
    heartbeat.every(KEEP, "keep the logs of runs", files.keepLogs());
    heartbeat.every(KEEP, "watch the logs of other copies", files.watchLogs());
    heartbeat.every(SEND, "send waiting files", new SendWaitingFiles(files.waiting(), runs, ledger, lost)::tick);
    heartbeat.every(TEND, "tend the logs of lost copies", new TendChunks(files.chunks(), files.waiting(), runs, ledger, lost, clock)::tick);
  }
}
