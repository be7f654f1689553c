package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Files of runs on their way into the storage. They stay on this disk until they are there, so that a storage that is away loses none. */
final class Outbox implements WaitingFiles {
  /** They only grow, so of two the longer one is the newer one. */
  private static final Set<String> GROWING = Set.of(RunFiles.JOURNAL, RunFiles.LOG);

  private final RunFiles files;
  private final OpenJournals journals;
  private final LostBeginnings beginnings;
  private final Spool spool;
  private final List<Lock> turns = Stream.generate(ReentrantLock::new).limit(1024).map(Lock.class::cast).toList();

  Outbox(RunFiles files, OpenJournals journals, LostBeginnings beginnings, Spool spool) {
    this.files = files;
    this.journals = journals;
    this.beginnings = beginnings;
    this.spool = spool;
  }

  /** The files of one run are sent and replaced one after the other. */
  <T> T inTurn(RunFiles.OfRun run, Supplier<T> work) {
    Lock turn = turns.get(Math.floorMod(run.hashCode(), turns.size()));
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  /** Moves a file of this disk here. */
  void take(RunFiles.OfRun run, String name, Path file) {
    inTurn(run, () -> {
      Path target = files.waiting(run, name);
      try {
        OwnerOnly.folders(target.getParent());
        if (GROWING.contains(name) && Files.exists(target) && Files.size(target) > Files.size(file)) {
          spool.took(-Files.size(file));
          Files.delete(file);
        } else {
          Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
      } catch (IOException failed) {
        throw unavailable("cannot be kept", failed);
      }
    });
  }

  /** As many of the oldest as are too many; those that come are refused meanwhile. */
  @Override
  public void makeRoom(BiConsumer<OfRun, String> givenUp) {
    WaitingArtifacts.in(files, spool).giveUp(spool.tooMuchForArtifacts(), givenUp, this::inTurn);
  }

  @Override
  public List<OfRun> runs() {
    return RunFolders.in(List.of(files.live(), files.waiting()));
  }

  @Override
  public void end(OfRun of) {
    RunFiles.OfRun run = RunFiles.OfRun.of(of);
    inTurn(run, () -> {
      // The storage is not asked while others wait to open a journal.
      beginnings.fetch(run);
      journals.ifNoneWrites(run, () -> takeLive(run));
      beginnings.forgetUsed(run);
      return run;
    });
  }

  @Override
  public boolean endCarriedOut(OfRun of, long lastFencingNumber) {
    RunFiles.OfRun run = RunFiles.OfRun.of(of);
    return inTurn(run, () -> {
      beginnings.fetch(run);
      AtomicBoolean ended = new AtomicBoolean();
      journals.ifNoneWrites(run, () -> {
        if (areOfAnEarlierAttempt(of, lastFencingNumber)) {
          giveUpAttempt(run);
        } else {
          takeLive(run);
        }
        ended.set(true);
      });
      beginnings.forgetUsed(run);
      return ended.get();
    });
  }

  /** Whoever has ended a run has its end in the journal, under whichever number. A first attempt has no file until something of it is sent. */
  @Override
  public boolean areOfAnEarlierAttempt(OfRun of, long lastFencingNumber) {
    RunFiles.OfRun run = RunFiles.OfRun.of(of);
    try {
      long told = Math.max(Attempt.in(files.live(run, Attempt.FILE)).fence(), Attempt.in(files.waiting(run, Attempt.FILE)).fence());
      Optional<Path> journal = Stream.of(files.live(run, RunFiles.JOURNAL), files.waiting(run, RunFiles.JOURNAL)).filter(Files::exists).findFirst();
      return journal.isPresent()
          ? Math.max(1, told) < lastFencingNumber && statusAtTheEndOf(journal.get()).filter(RunStatus::isFinal).isEmpty()
          : told > 0 && told < lastFencingNumber;
    } catch (IOException failed) {
      throw unavailable("cannot be read", failed);
    }
  }

  private void giveUpAttempt(RunFiles.OfRun run) {
    try {
      giveUpWaiting(run, RunFiles::isArtifact);
      giveUpWaiting(run, _ -> true);
      // Journal and number last, since by them the others are known to be of this attempt.
      for (String name : List.of(RunFiles.LOG, RunFiles.JOURNAL, Attempt.FILE, Attempt.HALF)) {
        Files.deleteIfExists(files.live(run, name));
      }
      Files.deleteIfExists(files.live(run, RunFiles.LOG).getParent());
      Files.deleteIfExists(files.waiting(run, Attempt.FILE));
      Files.deleteIfExists(files.waiting(run, RunFiles.LOG).getParent());
    } catch (IOException failed) {
      throw unavailable("cannot be deleted", failed);
    }
  }

  /** What an earlier attempt has left here when the next one begins on this copy, or was lost elsewhere. */
  void beginAnew(RunFiles.OfRun run) {
    inTurn(run, () -> {
      giveUpWaiting(run, RunFiles::isArtifact);
      return run;
    });
  }

  private void giveUpWaiting(RunFiles.OfRun run, Predicate<String> which) {
    try {
      for (Path file : waiting(run)) {
        if (which.test(file.getFileName().toString())) {
          spool.delete(file);
        }
      }
    } catch (IOException failed) {
      throw unavailable("cannot be deleted", failed);
    }
  }

  private void takeLive(RunFiles.OfRun run) {
    try {
      beginnings.putBefore(run);
      // The journal first: a crash in between leaves the log, which is then found as one that is live still.
      for (String name : List.of(RunFiles.JOURNAL, RunFiles.LOG, Attempt.FILE)) {
        if (Files.exists(files.live(run, name))) {
          take(run, name, files.live(run, name));
        }
      }
      Files.deleteIfExists(files.live(run, Attempt.HALF));
      Files.deleteIfExists(files.live(run, RunFiles.LOG).getParent());
    } catch (IOException failed) {
      throw unavailable("cannot be moved", failed);
    }
  }

  private static Optional<RunStatus> statusAtTheEndOf(Path journal) {
    try {
      return Files.exists(journal) ? LineFile.last(journal).flatMap(JournalJson::statusIn) : Optional.empty();
    } catch (IOException failed) {
      throw unavailable("cannot be read", failed);
    }
  }

  /** Sends what waits, if the storage answers. @return whether it did */
  boolean offer(RunFiles.OfRun run, Consumer<String> logStored) {
    return offer(run, logStored, false);
  }

  /** The same of a run that this copy has carried to its end: its log is the one that counts, however long the beginnings of others are. */
  boolean offerWhole(RunFiles.OfRun run, Consumer<String> logStored) {
    return offer(run, logStored, true);
  }

  private boolean offer(RunFiles.OfRun run, Consumer<String> logStored, boolean whole) {
    try {
      send(run, logStored, whole);
      return true;
    } catch (PortFailure failed) {
      // Told by the next beat that sends what waits.
      if (failed.code() != FailureCode.STORAGE_UNAVAILABLE) {
        throw failed;
      }
      return false;
    }
  }

  @Override
  public void send(OfRun of, Consumer<String> logStored) {
    send(RunFiles.OfRun.of(of), logStored, false);
  }

  private void send(RunFiles.OfRun run, Consumer<String> logStored, boolean whole) {
    inTurn(run, () -> {
      Sent sent = put(run, whole);
      sent.log().ifPresent(logStored);
      try {
        for (Path file : sent.files()) {
          spool.delete(file);
        }
        if (sent.attempt() > 0) {
          deleteChunks(run, sent.attempt());
          Files.deleteIfExists(files.waiting(run, Attempt.FILE));
        }
        Files.deleteIfExists(files.waiting(run, RunFiles.LOG).getParent());
        return sent;
      } catch (IOException failed) {
        throw unavailable("cannot be deleted", failed);
      }
    });
  }

  /** Of a long run they are many, and what is stored is stored: those that cannot be deleted now are left to whoever tends chunks. */
  private void deleteChunks(RunFiles.OfRun run, long fence) {
    try {
      Chunk.delete(files.storage(), run, fence);
    } catch (PortFailure unavailable) {
      // See above.
    }
  }

  /** @param log where the log is that is to be shown, if it was among them @param attempt of which chunks may be stored, or 0 */
  private record Sent(List<Path> files, Optional<String> log, long attempt) {}

  private Sent put(RunFiles.OfRun run, boolean carriedOut) {
    List<Path> sent = new ArrayList<>();
    Optional<String> log = Optional.empty();
    try {
      Attempt attempt = Attempt.in(files.waiting(run, Attempt.FILE));
      // When chunks were sent, another copy may have taken them for all there is.
      boolean whole = (carriedOut || attempt.fence() > 0 && !attempt.afterLoss())
          && statusAtTheEndOf(files.waiting(run, RunFiles.JOURNAL)).filter(RunStatus::isFinal).isPresent();
      for (Path file : waiting(run)) {
        String name = file.getFileName().toString();
        if (whole || !GROWING.contains(name) || files.storage().size(run.key(name)).orElse(0L) <= Files.size(file)) {
          String address = files.storage().put(run.key(name), file);
          FaultPoint.DURING_UPLOAD.pass();
          log = isShown(run, name) ? Optional.of(address) : log;
        }
        sent.add(file);
      }
      return new Sent(sent, log, attempt.fence());
    } catch (IOException failed) {
      throw unavailable("cannot be read", failed);
    }
  }

  private boolean isShown(RunFiles.OfRun run, String name) {
    return name.equals(RunFiles.UPLOADED)
        || name.equals(RunFiles.LOG) && files.storage().size(run.key(RunFiles.UPLOADED)).isEmpty();
  }

  /** By name, which puts an uploaded log behind our own. */
  private List<Path> waiting(RunFiles.OfRun run) throws IOException {
    try (Stream<Path> found = Files.list(files.waiting(run, RunFiles.LOG).getParent())) {
      return found.filter(file -> !file.endsWith(Attempt.FILE)).sorted().toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private static PortFailure unavailable(String what, IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "A file of a run " + what + " on this machine: " + failed.getMessage(), failed);
  }
}
