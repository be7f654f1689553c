package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.storage.AccountDisk;
import io.datachannel.dbt.application.storage.DiskUsers;
import io.datachannel.dbt.domain.account.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops what there is here of an account that takes more of the disk than it may. Its runs are interrupted first; what goes on all the same is killed
 * a second later, since it may be writing still. So may what was started in a process that is kept between runs, which is given up.
 */
public final class WatchDisk {
  private final RunningRuns running;
  private final DiskUsers kept;
  private final AccountDisk disk;
  private final long mostBytes;
  private final InstantSource steady;
  private final PaceOfLooks pace = new PaceOfLooks();
  private Set<RunControl> stoppedBefore = Set.of();

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

  /** Kills what was stopped before the last call and goes on. To be called each second, by one thread; it waits for no look. */
  public void tick() {
    Set<RunControl> stopped = running.all().stream()
        .filter(control -> control.stopped().equals(Optional.of(RunControl.Stop.DISK_QUOTA))).collect(Collectors.toSet());
    stopped.stream().filter(stoppedBefore::contains).forEach(RunControl::kill);
    stoppedBefore = stopped;
  }

  /**
   * Looks at the accounts of which something runs, or is kept, and whose turn it is. To be called each second, by several threads: one account with a
   * great many files holds up no other.
   */
  public void look() {
    Set<AccountId> accounts =
        Stream.concat(running.all().stream().map(WatchDisk::accountOf), kept.accounts().stream()).collect(Collectors.toSet());
    Optional<AccountId> due = pace.begin(accounts, steady.instant());
    for (int looks = 1; due.isPresent(); looks++) {
      try {
        look(due.get());
      } finally {
        pace.over(due.get(), steady.instant());
      }
      due = looks < accounts.size() ? pace.begin(accounts, steady.instant()) : Optional.empty();
    }
  }

  private void look(AccountId account) {
    List<RunControl> runs = running.all().stream().filter(control -> accountOf(control).equals(account)).toList();
    if (disk.bytesOf(account, kept.foldersOf(account)) > mostBytes) {
      runs.forEach(WatchDisk::stop);
      kept.giveUp(account);
    }
  }

  private static AccountId accountOf(RunControl control) {
    return control.claimed().run().account();
  }

  private static void stop(RunControl control) {
    if (control.stopped().isPresent()) {
      control.kill();
    } else {
      control.stop(RunControl.Stop.DISK_QUOTA);
    }
  }
}
