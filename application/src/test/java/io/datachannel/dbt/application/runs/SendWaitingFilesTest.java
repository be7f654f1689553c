package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SendWaitingFilesTest {
  private static final AccountId OURS = new AccountId(1);

  private final InMemoryRuns runs = new InMemoryRuns();
  private final Waiting files = new Waiting();
  private final SendWaitingFiles send = new SendWaitingFiles(files, runs, runs.ledger(), runs.lostArtifacts());

  /** Files of runs, of which only the names of what is done with them are kept. */
  private static final class Waiting implements WaitingFiles {
    private final Set<OfRun> waiting = new LinkedHashSet<>();
    private final List<OfRun> ended = new ArrayList<>();
    private final List<Map.Entry<OfRun, Long>> carriedOut = new ArrayList<>();
    private final Set<OfRun> written = new LinkedHashSet<>();
    private final List<OfRun> tooMany = new ArrayList<>();
    private final Map<OfRun, Long> attempts = new HashMap<>();
    private final Set<OfRun> broken = new LinkedHashSet<>();
    private int tried;
    private boolean away;

    @Override
    public List<OfRun> runs() {
      return List.copyOf(waiting);
    }

    @Override
    public void end(OfRun run) {
      ended.add(run);
    }

    @Override
    public boolean endCarriedOut(OfRun run, long lastFencingNumber) {
      carriedOut.add(Map.entry(run, lastFencingNumber));
      return !written.contains(run);
    }

    @Override
    public boolean areOfAnEarlierAttempt(OfRun run, long lastFencingNumber) {
      return attempts.getOrDefault(run, lastFencingNumber) < lastFencingNumber;
    }

    @Override
    public void makeRoom(BiConsumer<OfRun, String> givenUp) {
      tooMany.forEach(run -> givenUp.accept(run, "manifest.json"));
    }

    @Override
    public void send(OfRun run, Consumer<String> logStored) {
      tried++;
      if (away || broken.contains(run)) {
        throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "away", new IOException("refused"));
      }
      logStored.accept("s3://logs/" + run.run().value());
      waiting.remove(run);
    }
  }

  @Test
  void whatIsSentIsInTheRow() {
    RunId run = waiting();

    assertEquals(1, send.tick());

    assertEquals(Optional.of("s3://logs/" + run.value()), path(run));
    assertEquals(List.of(), files.runs());
  }

  @Test
  void ofARunThatGoesOnNothingIsSentSinceItsAttemptMayNotCount() {
    RunId over = waiting();
    RunId goesOn = runs.add(aRun().fresh());
    files.waiting.add(new WaitingFiles.OfRun(OURS, goesOn));

    assertEquals(1, send.tick());

    assertEquals(List.of(Map.entry(new WaitingFiles.OfRun(OURS, over), 0L)), files.carriedOut);
    assertEquals(List.of(new WaitingFiles.OfRun(OURS, goesOn)), files.runs());
  }

  @Test
  void theNumberOfTheLastAttemptIsSaid() {
    RunId run = twiceClaimed();

    send.tick();

    assertEquals(List.of(Map.entry(new WaitingFiles.OfRun(OURS, run), 2L)), files.carriedOut);
  }

  @Test
  void whatIsStillBeingWrittenIsSentLater() {
    RunId run = waiting();
    files.written.add(new WaitingFiles.OfRun(OURS, run));
    assertEquals(0, send.tick());

    files.written.clear();
    assertEquals(1, send.tick());
  }

  @Test
  void filesOfARunThatIsNotInTheDatabaseAreLeftAlone() {
    files.waiting.add(new WaitingFiles.OfRun(OURS, new RunId(999)));

    assertEquals(0, send.tick());

    assertEquals(0, files.tried);
  }

  @Test
  void aStorageThatIsAwayIsNotAskedForEachRunAndTheNextTickSendsThem() {
    List<RunId> all = List.of(waiting(), waiting(), waiting(), waiting(), waiting());
    files.away = true;

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, assertThrows(PortFailure.class, send::tick).code());
    assertEquals(3, files.tried);
    assertEquals(Optional.empty(), path(all.getFirst()));

    files.away = false;
    assertEquals(5, send.tick());
    assertEquals(Optional.of("s3://logs/" + all.getLast().value()), path(all.getLast()));
  }

  @Test
  void filesThatCannotBeSentHoldUpNoOthersAtTheNextTick() {
    List<RunId> all = List.of(waiting(), waiting(), waiting(), waiting());
    all.subList(0, 3).forEach(run -> files.broken.add(new WaitingFiles.OfRun(OURS, run)));
    assertThrows(PortFailure.class, send::tick);

    assertThrows(PortFailure.class, send::tick);

    assertEquals(Optional.of("s3://logs/" + all.getLast().value()), path(all.getLast()));
  }

  @Test
  @Tag("fault-18")
  void anArtifactThatIsGivenUpIsInTheRowOnceAndInItsWarnings() {
    RunId run = waiting();
    files.tooMany.add(new WaitingFiles.OfRun(OURS, run));

    send.tick();
    send.tick();

    assertEquals(List.of("manifest.json"), runs.find(OURS, run).orElseThrow().lostArtifacts());
    assertEquals(List.of(RunWarning.Code.ARTIFACT_GIVEN_UP),
        runs.environments().find(OURS, run).orElseThrow().warnings().stream().map(RunWarning::code).toList());
  }

  @Test
  void anArtifactOfAnEarlierAttemptThatIsGivenUpIsNotLost() {
    RunId run = twiceClaimed();
    files.tooMany.add(new WaitingFiles.OfRun(OURS, run));
    files.attempts.put(new WaitingFiles.OfRun(OURS, run), 1L);

    send.tick();
    assertEquals(List.of(), runs.find(OURS, run).orElseThrow().lostArtifacts());

    files.attempts.put(new WaitingFiles.OfRun(OURS, run), 2L);
    send.tick();
    assertEquals(List.of("manifest.json"), runs.find(OURS, run).orElseThrow().lostArtifacts());
  }

  private RunId twiceClaimed() {
    RunStore store = new RunStore(new DirectUnitOfWork(), runs, runs.queue(() -> FINISHED_AT), runs.ledger(), runs.slots(4));
    RunId run = runs.add(aRun().fresh());
    store.claim("copy-a", Duration.ofHours(1)).orElseThrow();
    store.move(run, new RunState.Queued(FINISHED_AT));
    store.claim("copy-b", Duration.ofHours(1)).orElseThrow();
    store.move(run, new RunState.Cancelled(FINISHED_AT));
    files.waiting.add(new WaitingFiles.OfRun(OURS, run));
    return run;
  }

  private RunId waiting() {
    RunId run = runs.add(aRun().fresh());
    runs.move(runs.lock(run).orElseThrow(), new RunState.Cancelled(FINISHED_AT));
    files.waiting.add(new WaitingFiles.OfRun(OURS, run));
    return run;
  }

  private Optional<String> path(RunId run) {
    return runs.find(OURS, run).orElseThrow().logPath();
  }
}
