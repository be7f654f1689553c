package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.domain.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keeps the files that dbt wrote about a run. A storage that does not answer costs the files, never the run's result. */
public final class StoreArtifacts {
  private static final List<String> NAMES =
      Stream.concat(Stream.of("manifest.json", StepFiles.RESULTS, "sources.json", "catalog.json"), StepFiles.NAMES.stream()).toList();

  private final Artifacts artifacts;
  private final LostArtifacts lost;

  public StoreArtifacts(Artifacts artifacts, LostArtifacts lost) {
    this.artifacts = artifacts;
    this.lost = lost;
  }

  void store(Run run, Workspace workspace, RunJournal journal) {
    StepFiles.restoreLast(workspace.targetFolder());
    for (String name : NAMES) {
      Path file = workspace.targetFolder().resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          artifacts.store(run.account(), run.id(), name, file);
        } catch (PortFailure unavailable) {
          journal.lost(lost, name, unavailable.getMessage());
        }
      }
    }
  }
}
