package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.scheduling.Heartbeat;
import io.datachannel.dbt.adapters.storage.LocalAccountDisk;
import io.datachannel.dbt.application.runs.RunningRuns;
import io.datachannel.dbt.application.runs.WatchDisk;
import io.datachannel.dbt.application.storage.DiskUsers;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.SandboxChoice;
import java.time.Duration;
import java.time.InstantSource;

/** The wiring of what watches how much of the disk each account takes. Free space of the data folder is a matter of {@link Health}. */
record DiskQuota(WatchDisk watch) {
  private static final Duration BEAT = Duration.ofSeconds(1);
  /** An account with millions of files takes one of them for minutes. */
  private static final int LOOKS_AT_ONCE = 3;

  static DiskQuota of(SandboxChoice choice, DbtTools tools, RunningRuns running, InstantSource steady) {
    return new DiskQuota(new WatchDisk(running, tools.served().<DiskUsers>map(served -> served).orElse(DiskUsers.NONE),
        new LocalAccountDisk(tools.folders()), choice.accountMegabytes() * 1024L * 1024, steady));
  }

  void beat(Heartbeat heartbeat) {
    heartbeat.every(BEAT, "end what takes too much of the disk", watch::tick);
    for (int looks = 0; looks < LOOKS_AT_ONCE; looks++) {
      heartbeat.every(BEAT, "watch the disk of accounts", watch::look);
    }
  }
}
