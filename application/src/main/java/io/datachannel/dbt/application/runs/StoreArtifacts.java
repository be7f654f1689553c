package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.domain.run.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
    StepFiles.restoreLast(workspace.targetFolder());
    for (String name : NAMES) {
      Path file = workspace.targetFolder().resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        if (isCutOff(file)) {
          journal.line(LogLevel.WARN, name + " is not whole; it is kept as it is. What became of the nodes is known all the same.");
        }
        try {
          artifacts.store(run.account(), run.id(), name, file, workspace.redactor());
        } catch (PortFailure unavailable) {
          journal.lost(lost, name, unavailable.getMessage());
        }
      }
    }
  }

  /** Whether it cannot be a JSON object, by its ends alone: it may be large, and the end of the run waits for it. */
  private static boolean isCutOff(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      String begin = text(channel, 0);
      String end = text(channel, Math.max(0, channel.size() - ENDS));
      return !begin.stripLeading().startsWith("{") || !end.stripTrailing().endsWith("}");
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static String text(SeekableByteChannel channel, long from) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ENDS);
    channel.position(from).read(bytes);
    return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
  }
}
