package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the journal and the log of a run are to be read: what is written here now; what lies here, unless a later attempt of another copy is known;
 * what is stored; and at last what another copy has sent by now.
 */
final class LogFiles {
  /** Of what is here, or was. */
  private static final long OURS = 0;
  private static final long STORED = -1;

  private final RunFiles files;
  private final OpenJournals journals;
  private final WatchedRuns watched;

  LogFiles(RunFiles files, OpenJournals journals, WatchedRuns watched) {
    this.files = files;
    this.journals = journals;
    this.watched = watched;
  }

  /** A file, and which of several it is. */
  record Source(long version, Opener opener) {
    InputStream at(long offset) throws IOException {
      return opener.at(offset);
    }
  }

  /** Opens it at an offset in bytes. */
  interface Opener {
    InputStream at(long offset) throws IOException;
  }

  /** What is on this disk of the journal. */
  Optional<Source> journalHere(RunFiles.OfRun run) {
    return here(run, RunFiles.JOURNAL).map(file -> new Source(
        isOurs(run, file) ? OURS : watched.fence(run).orElse(OURS), offset -> RunFiles.open(file, offset)));
  }

  /** The journal, wherever it is. @throws PortFailure when it is not here, and the storage does not answer */
  Optional<Source> journal(RunFiles.OfRun run) {
    lookBesidesOurs(run);
    if (ours(run, RunFiles.JOURNAL).isPresent()) {
      return journalHere(run);
    }
    if (stored(run, RunFiles.JOURNAL).isPresent()) {
      return Optional.of(new Source(STORED, offset -> files.openStored(run, RunFiles.JOURNAL, offset)));
    }
    lookUnlessKnown(run);
    return journalHere(run);
  }

  /** The text, wherever it is. @throws PortFailure when it is not here, and the storage does not answer */
  Optional<StoredFile> text(RunFiles.OfRun run) {
    lookBesidesOurs(run);
    if (ours(run, RunFiles.LOG).isEmpty()) {
      Optional<Long> stored = stored(run, RunFiles.LOG);
      if (stored.isPresent()) {
        return stored.map(bytes -> new StoredFile(bytes, offset -> open(() -> files.openStored(run, RunFiles.LOG, offset))));
      }
      lookUnlessKnown(run);
    }
    return textHere(run);
  }

  /** What is put together of what another copy has sent is some seconds old, and the whole may be there by now. @return bytes of it */
  private Optional<Long> stored(RunFiles.OfRun run, String name) {
    try {
      return files.storage().size(run.key(name));
    } catch (PortFailure away) {
      if (watched.fence(run).isPresent()) {
        return Optional.empty();
      }
      throw away;
    }
  }

  private void lookUnlessKnown(RunFiles.OfRun run) {
    if (watched.fence(run).isEmpty()) {
      watched.look(run);
    }
  }

  private Optional<StoredFile> textHere(RunFiles.OfRun run) {
    try {
      Optional<Path> file = here(run, RunFiles.LOG);
      Optional<Long> bytes = file.isPresent() ? RunFiles.size(file.get()) : Optional.empty();
      return bytes.map(length -> new StoredFile(length, offset -> open(() -> opened(run, file.get(), offset))));
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  /** It may have moved on, to the outbox or the storage, before it is read. */
  private InputStream opened(RunFiles.OfRun run, Path file, long offset) throws IOException {
    try {
      return RunFiles.open(file, offset);
    } catch (NoSuchFileException moved) {
      return files.open(run, RunFiles.LOG, offset);
    }
  }

  private boolean isOurs(RunFiles.OfRun run, Path file) {
    return file.equals(files.live(run, file.getFileName().toString())) || file.equals(files.waiting(run, file.getFileName().toString()));
  }

  /** What lies here and is not written now may be the beginning of an attempt that others took over; what is watched has grown. */
  private void lookBesidesOurs(RunFiles.OfRun run) {
    boolean watches = Files.exists(files.live(run, RunFiles.JOURNAL)) || watched.fence(run).isPresent();
    if (watches && !journals.isOpen(run)) {
      try {
        watched.look(run);
      } catch (PortFailure away) {
        // Then what is here is shown.
      }
    }
  }

  private Optional<Path> here(RunFiles.OfRun run, String name) {
    return ours(run, name).or(() -> watched.find(run, name).filter(Files::exists));
  }

  private Optional<Path> ours(RunFiles.OfRun run, String name) {
    Path live = files.live(run, name);
    if (Files.exists(live) && (journals.isOpen(run) || !isTakenOver(run))) {
      return Optional.of(live);
    }
    Path waiting = files.waiting(run, name);
    return Optional.of(waiting).filter(Files::exists);
  }

  private boolean isTakenOver(RunFiles.OfRun run) {
    try {
      Optional<Long> others = watched.fence(run);
      if (others.isEmpty()) {
        return watched.isStored(run) && !isEnded(files.live(run, RunFiles.JOURNAL));
      }
      Attempt ours = Attempt.in(files.live(run, Attempt.FILE));
      return others.get() > ours.fence() || ours.afterLoss() && others.get() == ours.fence();
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private static boolean isEnded(Path journal) throws IOException {
    return Files.exists(journal) && LineFile.last(journal).flatMap(JournalJson::statusIn).filter(RunStatus::isFinal).isPresent();
  }

  private static InputStream open(FileCall call) {
    try {
      return call.open();
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private interface FileCall {
    InputStream open() throws IOException;
  }

  private static PortFailure unavailable(IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The run's log cannot be read: " + failed.getMessage(), failed);
  }
}
