package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.domain.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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

  private final Artifacts artifacts;
  private final LostArtifacts lost;

  public StoreArtifacts(Artifacts artifacts, LostArtifacts lost) {
    this.artifacts = artifacts;
    this.lost = lost;
  }

  void store(Run run, Workspace workspace, RunJournal journal) {
    Optional<String> last = StepFiles.last(workspace.targetFolder());
    Set<String> stored = new HashSet<>();
    for (String name : NAMES) {
      Path file = workspace.targetFolder().resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && (last.isEmpty() || !name.equals(StepFiles.RESULTS))
          && isKept(run, name, journal, () -> artifacts.store(run.account(), run.id(), name, file, workspace.redactor()))) {
        stored.add(name);
      }
    }
    last.filter(stored::contains).ifPresent(step ->
        isKept(run, StepFiles.RESULTS, journal, () -> artifacts.storeAlsoAs(run.account(), run.id(), step, StepFiles.RESULTS)));
  }

  private boolean isKept(Run run, String name, RunJournal journal, Runnable storing) {
    try {
      storing.run();
      if (artifacts.find(run.account(), run.id(), name).filter(StoreArtifacts::isCutOff).isPresent()) {
        journal.line(LogLevel.WARN, name + " is not whole; it is kept as it is. What became of the nodes is known all the same.");
      }
      return true;
    } catch (PortFailure unavailable) {
      journal.lost(lost, name, unavailable.getMessage());
      return false;
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
