package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a run that was lost elsewhere is put together here, while a storage does not answer who looks for more of it. */
class LostBeginningsTest {
  private static final RunFiles.OfRun RUN = new RunFiles.OfRun(new AccountId(1), new RunId(5));

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final RememberingStorage storage = new RememberingStorage();
  private final OpenJournals journals = new OpenJournals();

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @Tag("fault-18")
  void whoOpensAJournalWaitsForNoStorage() throws Exception {
    RunFiles files = new RunFiles(folder.resolve("live"), folder.resolve("waiting"), storage);
    WatchedRuns watched = new WatchedRuns(folder.resolve("watched"), storage, clock, 1_000_000);
    LostBeginnings beginnings = new LostBeginnings(files, watched, Incoming.in(folder.resolve("incoming")), new Bookmarks());
    Outbox outbox = new Outbox(files, journals, beginnings, new Spool(1_000_000, () -> false));
    lost(files);
    beginnings.fetch(RUN);
    clock.advance(WatchedRuns.BETWEEN_LOOKS);
    CountDownLatch stalled = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    storage.stallsOnce(stalled, back);
    CompletableFuture<Void> look = CompletableFuture.runAsync(() -> watched.tick(new Followers(), _ -> false), Thread::startVirtualThread);
    stalled.await();

    journals.ifNoneWrites(RUN, () -> beginnings.putBefore(RUN));

    journals.opened(RUN);
    journals.closed(RUN);
    assertEquals("beginning\nend\n", Files.readString(files.live(RUN, RunFiles.JOURNAL)));
    back.countDown();
    look.join();
    outbox.end(new WaitingFiles.OfRun(RUN.account(), RUN.run()));
    assertEquals("beginning\nend\n", Files.readString(files.waiting(RUN, RunFiles.JOURNAL)));
    assertEquals(Optional.empty(), watched.fence(RUN));
  }

  /** A copy had sent one chunk; what is said of its loss lies here. */
  private void lost(RunFiles files) throws IOException {
    storage.put(new Chunk(RUN, 1, 0, false).key(), Files.writeString(folder.resolve("chunk"), "beginning\n"));
    new Attempt(1, true).write(files.live(RUN, Attempt.FILE));
    Files.writeString(files.live(RUN, RunFiles.JOURNAL), "end\n");
  }
}
