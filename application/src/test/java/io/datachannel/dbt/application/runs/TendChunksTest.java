package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FIRST_LEASE;
import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.LogChunks;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.application.storage.WaitingFiles.OfRun;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TendChunksTest {
  private static final AccountId OURS = new AccountId(1);

  private final InMemoryRuns runs = new InMemoryRuns();
  private final SettableClock clock = new SettableClock(FINISHED_AT);
  private final Kept kept = new Kept();
  private final TendChunks tend = new TendChunks(kept, kept, runs, runs.ledger(), runs.lostArtifacts(), clock);

  /** Chunks of runs, and the logs that are made of them. */
  private static final class Kept implements LogChunks, WaitingFiles {
    private final Set<OfRun> chunks = new LinkedHashSet<>();
    private final List<String> ends = new ArrayList<>();
    private final Set<RunId> broken = new HashSet<>();
    private boolean away;

    @Override
    public List<OfRun> runs() {
      if (away) {
        throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The storage does not answer.", null);
      }
      return List.copyOf(chunks);
    }

    @Override
    public boolean makeLog(OfRun run, LogLine end) {
      if (broken.contains(run.run())) {
        throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "A chunk cannot be read.", null);
      }
      ends.add(end.text());
      return true;
    }

    @Override
    public void delete(OfRun run) {
      chunks.remove(run);
    }

    @Override
    public void send(OfRun run, Consumer<String> logStored) {
      logStored.accept("s3://logs/" + run.run().value());
      chunks.remove(run);
    }

    @Override
    public void end(OfRun run) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean endCarriedOut(OfRun run, long lastFencingNumber) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean areOfAnEarlierAttempt(OfRun run, long lastFencingNumber) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void makeRoom(BiConsumer<OfRun, String> givenUp) {
      throw new UnsupportedOperationException();
    }
  }

  private RunId ended() {
    RunId id = underWay();
    runs.move(runs.lock(id).orElseThrow(), new RunState.Successful(FINISHED_AT, new NodeTally(1, 0, 0, 0, 0)));
    return id;
  }

  private RunId underWay() {
    RunId id = runs.add(aRun().fresh());
    runs.move(runs.lock(id).orElseThrow(), new RunState.Running(STARTED_AT, FIRST_LEASE));
    kept.chunks.add(new OfRun(OURS, id));
    return id;
  }

  private RunRecord run(RunId id) {
    return runs.find(OURS, id).orElseThrow();
  }

  @Test
  void whatIsWrittenOrMayBeStoredYetIsLeftAlone() {
    underWay();
    ended();
    tend.tick();
    clock.advance(TendChunks.GRACE);

    tend.tick();

    assertEquals(2, kept.chunks.size());
    assertEquals(List.of(), kept.ends);
  }

  @Test
  void aLogThatItsCopyNeverStoredIsMadeOfItsChunksAndSaysSo() {
    RunId id = ended();
    assertEquals(Optional.of(FileState.PENDING), run(id).artifacts());
    tend.tick();
    clock.advance(TendChunks.GRACE.plusSeconds(1));

    tend.tick();

    assertEquals(1, kept.ends.size());
    assertTrue(kept.ends.getFirst().startsWith("The log ends here: the copy of the service that wrote it was lost"), kept.ends.toString());
    assertEquals(Optional.of(FileState.STORED), run(id).log());
    assertEquals(Optional.of(FileState.LOST), run(id).artifacts());
  }

  @Test
  void afterAnOutageOfTheStorageTheCopyThatHasTheWholeIsGivenTheTimeAgain() {
    RunId id = ended();
    tend.tick();
    kept.away = true;
    clock.advance(TendChunks.GRACE.plusSeconds(1));
    assertThrows(PortFailure.class, tend::tick);
    kept.away = false;
    tend.tick();
    clock.advance(TendChunks.GRACE);

    tend.tick();
    assertEquals(List.of(), kept.ends);
    assertEquals(Optional.of(FileState.PENDING), run(id).artifacts());

    clock.advance(Duration.ofSeconds(1));
    tend.tick();
    assertEquals(1, kept.ends.size());
  }

  /** It is tried again when as much time has passed once more. */
  @Test
  void aRunWhoseChunksCannotBeHandledKeepsNoOtherFromItsLog() {
    RunId broken = ended();
    RunId first = ended();
    kept.broken.add(broken);
    tend.tick();
    clock.advance(TendChunks.GRACE.minusSeconds(1));
    RunId second = ended();
    tend.tick();
    clock.advance(Duration.ofSeconds(2));

    assertThrows(PortFailure.class, tend::tick);
    assertEquals(Optional.of(FileState.STORED), run(first).log());
    assertEquals(Optional.of(FileState.PENDING), run(broken).log());

    for (Duration passed = Duration.ZERO; passed.compareTo(TendChunks.GRACE) < 0; passed = passed.plusSeconds(30)) {
      clock.advance(Duration.ofSeconds(30));
      tend.tick();
    }
    assertEquals(Optional.of(FileState.STORED), run(second).log());
    clock.advance(Duration.ofSeconds(31));
    assertThrows(PortFailure.class, tend::tick);
  }

  @Test
  void chunksOfALogThatIsStoredAreTakenAway() {
    RunId id = ended();
    runs.ledger().recordLog(id, "s3://logs/all");
    clock.advance(TendChunks.GRACE.plusSeconds(1));

    tend.tick();

    assertEquals(Set.of(), kept.chunks);
    assertEquals(Optional.of("s3://logs/all"), run(id).logPath());
    assertEquals(Optional.of(FileState.STORED), run(id).artifacts());
  }

  @Test
  void chunksWithoutARunMayBeAnotherDatabases() {
    kept.chunks.add(new OfRun(OURS, new RunId(999)));

    tend.tick();

    assertEquals(1, kept.chunks.size());
  }
}
