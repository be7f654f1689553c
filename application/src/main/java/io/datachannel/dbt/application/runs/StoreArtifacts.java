package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.LogLevel;
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

  public StoreArtifacts(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  void store(Run run, Workspace workspace, RunJournal journal) {
    StepFiles.restoreLast(workspace.targetFolder());
    for (String name : NAMES) {
      Path file = workspace.targetFolder().resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          artifacts.store(run.account(), run.id(), name, file, workspace.redactor());
        } catch (PortFailure unavailable) {
          journal.line(LogLevel.ERROR, name + " could not be stored: " + unavailable.getMessage());
        }
      }
    }
  }
}
