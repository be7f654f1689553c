package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps the files that dbt wrote about a run. A storage that does not answer costs the files, never the run's result. */
public final class StoreArtifacts {
  private static final List<String> NAMES =
      Stream.concat(Stream.of("manifest.json", StepFiles.RESULTS, "sources.json", "catalog.json"), StepFiles.NAMES.stream()).toList();

  /** In bytes, of either end of a file that is looked at. */
  private static final int ENDS = 64;

  /** In bytes, of all files of a run: each may be as large as an artifact can be, and take no room where dbt's code made it. */
  private static final long MOST = 1L << 30;

  private final Artifacts artifacts;
  private final LostArtifacts lost;
  private final long most;

  public StoreArtifacts(Artifacts artifacts, LostArtifacts lost) {
    this(artifacts, lost, MOST);
  }

  /** @param most in bytes, of all files of a run */
  StoreArtifacts(Artifacts artifacts, LostArtifacts lost, long most) {
    this.artifacts = artifacts;
    this.lost = lost;
    this.most = most;
  }

  void store(Run run, Workspace workspace, RunJournal journal) {
    Optional<String> last = StepFiles.last(workspace.targetFolder());
    Set<String> stored = new HashSet<>();
    long room = most;
    for (String name : NAMES) {
      Path file = workspace.targetFolder().resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && (last.isEmpty() || !name.equals(StepFiles.RESULTS))) {
        long left = room;
        Optional<Long> taken = kept(run, name, journal, () -> {
          checkRoom(name, bytesOf(file), left);
          artifacts.store(run.account(), run.id(), name, file, workspace.redactor());
        });
        room -= taken.orElse(0L);
        taken.ifPresent(_ -> stored.add(name));
      }
    }
    last.filter(stored::contains).ifPresent(step ->
        kept(run, StepFiles.RESULTS, journal, () -> artifacts.storeAlsoAs(run.account(), run.id(), step, StepFiles.RESULTS)));
  }

  private void checkRoom(String name, long bytes, long room) {
    if (bytes > room) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, name + " (" + bytes + " bytes) is given up: with it the artifacts of this run would have more than "
          + most + " bytes, the most that is kept of a run.", null);
    }
  }

  /** @return how many bytes were taken, which are others than the file had when its account's code still writes to it, or a secret was in it; empty for a file that is lost */
  private Optional<Long> kept(Run run, String name, RunJournal journal, Runnable storing) {
    try {
      storing.run();
      Optional<StoredFile> taken = artifacts.find(run.account(), run.id(), name);
      if (taken.filter(StoreArtifacts::isCutOff).isPresent()) {
        journal.line(LogLevel.WARN, name + " is not whole; it is kept as it is. What became of the nodes is known all the same.");
      }
      return Optional.of(taken.map(StoredFile::bytes).orElse(0L));
    } catch (PortFailure unavailable) {
      journal.lost(lost, name, unavailable.getMessage());
      return Optional.empty();
    }
  }

  /** None of what cannot be looked at: taking it tells why. */
  private static long bytesOf(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).size();
    } catch (IOException unreadable) {
      return 0;
    }
  }

  /**
   * Whether it cannot be a JSON object, by its ends alone: it may be large, and the end of the run waits for it. What was taken is looked at, since
   * other runs of the account may still put something else in the place of the file itself.
   */
  private static boolean isCutOff(StoredFile taken) {
    try {
      return !text(taken, 0).stripLeading().startsWith("{") || !text(taken, Math.max(0, taken.bytes() - ENDS)).stripTrailing().endsWith("}");
    } catch (IOException | PortFailure unreadable) {
      return false;
    }
  }

  private static String text(StoredFile taken, long from) throws IOException {
    try (InputStream content = taken.from().apply(from)) {
      return new String(content.readNBytes(ENDS), StandardCharsets.ISO_8859_1);
    }
  }
}
