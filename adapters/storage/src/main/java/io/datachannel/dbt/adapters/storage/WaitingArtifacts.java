package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The artifacts that wait for the storage, oldest first, as they were when they were counted. */
final class WaitingArtifacts {
  private final Spool spool;
  private final List<Artifact> oldestFirst;

  private WaitingArtifacts(Spool spool, List<Artifact> oldestFirst) {
    this.spool = spool;
    this.oldestFirst = oldestFirst;
  }

  private record Artifact(WaitingFiles.OfRun run, Path file, long bytes, FileTime at) {}

  /** Does something with the files of one run, one after the other. */
  interface Turn {
    <T> T of(RunFiles.OfRun run, Supplier<T> work);
  }

  /** Counts all that lies here, too. */
  static WaitingArtifacts in(RunFiles files, Spool spool) {
    try {
      long bytes = sum(files.live());
      List<Artifact> found = new ArrayList<>();
      for (WaitingFiles.OfRun run : RunFolders.in(List.of(files.waiting()))) {
        Path folder = files.waiting(RunFiles.OfRun.of(run), "");
        for (Artifact file : filesIn(folder, run)) {
          bytes += file.bytes();
          if (RunFiles.isArtifact(file.file().getFileName().toString())) {
            found.add(file);
          }
        }
      }
      spool.counted(bytes, found.stream().mapToLong(Artifact::bytes).sum());
      found.sort(Comparator.comparing(Artifact::at));
      return new WaitingArtifacts(spool, found);
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private static long sum(Path folder) throws IOException {
    long sum = 0;
    for (WaitingFiles.OfRun run : RunFolders.in(List.of(folder))) {
      for (Artifact file : filesIn(folder.resolve(RunFiles.OfRun.of(run).key("")), run)) {
        sum += file.bytes();
      }
    }
    return sum;
  }

  /** Those that went away meanwhile are not there. */
  private static List<Artifact> filesIn(Path folder, WaitingFiles.OfRun run) throws IOException {
    List<Artifact> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        found.add(new Artifact(run, file, facts.size(), facts.lastModifiedTime()));
      }
    } catch (NoSuchFileException gone) {
      return found;
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return found;
  }

  /** @param givenUp told of each before it is deleted */
  void giveUp(long bytes, BiConsumer<WaitingFiles.OfRun, String> givenUp, Turn turn) {
    long left = bytes;
    for (Artifact artifact : oldestFirst) {
      if (left <= 0) {
        return;
      }
      left -= turn.of(RunFiles.OfRun.of(artifact.run()), () -> giveUp(artifact, givenUp));
    }
  }

  /** What was sent meanwhile is not given up. */
  private long giveUp(Artifact artifact, BiConsumer<WaitingFiles.OfRun, String> givenUp) {
    if (!Files.exists(artifact.file())) {
      return 0;
    }
    givenUp.accept(artifact.run(), artifact.file().getFileName().toString());
    return delete(artifact);
  }

  private long delete(Artifact artifact) {
    try {
      spool.delete(artifact.file());
      Path log = artifact.file().resolveSibling(RunFiles.LOG);
      if (Files.exists(log)) {
        Files.writeString(log, "WARN " + artifact.file().getFileName() + " was given up: what waits for the storage has filled the "
            + spool.megabytes() + " MB that it may have.\n", StandardOpenOption.APPEND);
      }
      return artifact.bytes();
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private static PortFailure unavailable(IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "What waits for the storage cannot be looked through: " + failed.getMessage(), failed);
  }
}
