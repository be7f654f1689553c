package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.storage.AccountDisk;
import io.datachannel.dbt.domain.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Stops the runs carried out here whose account takes more of the disk than it may. They are interrupted first; what goes on all the same is killed at
 * the next look, since it may be writing still.
 */
public final class WatchDisk {
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);
  /** Looking at many files takes a twentieth of a processor, however many there are. */
  private static final int REST = 20;

  private final RunningRuns running;
  private final AccountDisk disk;
  private final long mostBytes;
  private final InstantSource steady;
  private Duration pause = LEAST_PAUSE;

  /** @param mostBytes of one account */
  public WatchDisk(RunningRuns running, AccountDisk disk, long mostBytes, InstantSource steady) {
    this.running = running;
    this.disk = disk;
    this.mostBytes = mostBytes;
    this.steady = steady;
  }

  /** Looks at the accounts of which something runs. */
  public void tick() {
    Instant begun = steady.instant();
    Map<AccountId, List<RunControl>> accounts =
        running.all().stream().collect(Collectors.groupingBy(control -> control.claimed().run().account()));
    accounts.entrySet().stream().filter(account -> disk.bytesOf(account.getKey()) > mostBytes).map(Map.Entry::getValue)
        .flatMap(Collection::stream).forEach(WatchDisk::stop);
    Duration rest = Duration.between(begun, steady.instant()).multipliedBy(REST);
    pause = rest.compareTo(LEAST_PAUSE) > 0 ? rest : LEAST_PAUSE;
  }

  private static void stop(RunControl control) {
    if (control.stopped().isPresent()) {
      control.kill();
    } else {
      control.stop(RunControl.Stop.DISK_QUOTA);
    }
  }

  /** How long it is until the next look. */
  public Duration pause() {
    return pause;
  }
}
