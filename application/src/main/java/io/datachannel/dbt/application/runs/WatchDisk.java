package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.storage.AccountDisk;
import io.datachannel.dbt.application.storage.DiskUsers;
import io.datachannel.dbt.domain.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops what there is here of an account that takes more of the disk than it may. Its runs are interrupted first; what goes on all the same is killed
 * at the next tick, since it may be writing still. So may what was started in a process that is kept between runs, which is given up.
 */
public final class WatchDisk {
  /** Looking at the many files of an account takes a twentieth of a processor, however many there are; other accounts are looked at meanwhile. */
  private static final int REST = 20;

  private final RunningRuns running;
  private final DiskUsers kept;
  private final AccountDisk disk;
  private final long mostBytes;
  private final InstantSource steady;
  /** Until when accounts are not looked at. */
  private final Map<AccountId, Instant> resting = new HashMap<>();

  /**
   * @param kept      what there is between runs
   * @param mostBytes of one account
   */
  public WatchDisk(RunningRuns running, DiskUsers kept, AccountDisk disk, long mostBytes, InstantSource steady) {
    this.running = running;
    this.kept = kept;
    this.disk = disk;
    this.mostBytes = mostBytes;
    this.steady = steady;
  }

  /** Looks at the accounts of which something runs, or is kept; to be called each second. */
  public void tick() {
    Map<AccountId, List<RunControl>> accounts =
        running.all().stream().collect(Collectors.groupingBy(control -> control.claimed().run().account()));
    resting.values().removeIf(end -> !end.isAfter(steady.instant()));
    accounts.entrySet().stream().filter(account -> resting.containsKey(account.getKey())).flatMap(account -> account.getValue().stream())
        .filter(control -> control.stopped().equals(Optional.of(RunControl.Stop.DISK_QUOTA))).forEach(RunControl::kill);
    Stream.concat(accounts.keySet().stream(), kept.accounts().stream()).distinct().filter(account -> !resting.containsKey(account)).toList()
        .forEach(account -> look(account, accounts.getOrDefault(account, List.of())));
  }

  private void look(AccountId account, List<RunControl> runs) {
    Instant begun = steady.instant();
    if (disk.bytesOf(account, kept.foldersOf(account)) > mostBytes) {
      runs.forEach(WatchDisk::stop);
      kept.giveUp(account);
    }
    Instant over = steady.instant();
    resting.put(account, over.plus(Duration.between(begun, over).multipliedBy(REST)));
  }

  private static void stop(RunControl control) {
    if (control.stopped().isPresent()) {
      control.kill();
    } else {
      control.stop(RunControl.Stop.DISK_QUOTA);
    }
  }
}
