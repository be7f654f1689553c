package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.storage.ObjectStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** One copy of the service, as far as it keeps the files of runs, with a disk and a clock of its own. */
final class OnThisDisk {
  static final long JOURNAL = 1_000_000;
  static final long SPOOL = 64_000_000;

  final Path folder;
  final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  final PatientStorage storage;
  private final RunStorage.Bounds bounds;
  RunStorage files;

  OnThisDisk(Path folder, ObjectStorage storage) {
    this(folder, storage, JOURNAL, SPOOL);
  }

  OnThisDisk(Path folder, ObjectStorage storage, long journal, long spool) {
    this.folder = folder;
    this.storage = new PatientStorage(storage, clock);
    this.bounds = new RunStorage.Bounds(journal, spool);
    start();
  }

  /** As a process that begins finds what the one before it left. */
  void start() {
    files = RunStorage.of(new RunStorage.Folders(folder.resolve("live"), folder.resolve("waiting"), folder.resolve("watched")), storage, bounds, clock);
  }

  /** A storage that was away is asked again. */
  void later() {
    clock.advance(Duration.ofMinutes(1));
  }
}
