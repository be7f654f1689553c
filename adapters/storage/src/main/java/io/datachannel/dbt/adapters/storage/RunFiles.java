package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Where the files of runs are: live ones while a run goes on, waiting ones afterwards until the storage has them. They move that way
 * only, and a file is deleted here when it is there; who looks in that order finds it.
 *
 * @param live    a folder
 * @param waiting a folder on the same disk
 */
record RunFiles(Path live, Path waiting, ObjectStorage storage) {
  static final String JOURNAL = "events.ndjson";
  static final String LOG = "run.log";
  /** What the reporter of a run uploaded; it takes the place of the log. */
  static final String UPLOADED = "uploaded.log";

  private static final Set<String> NO_ARTIFACTS = Set.of(JOURNAL, LOG, UPLOADED, Attempt.FILE);

  /** Of the files of a run, those that are given up first. */
  static boolean isArtifact(String name) {
    return !NO_ARTIFACTS.contains(name);
  }

  /** One run of one account. */
  record OfRun(AccountId account, RunId run) {

    static OfRun of(WaitingFiles.OfRun run) {
      return new OfRun(run.account(), run.run());
    }

    /** The path in the storage. */
    String key(String name) {
      return "accounts/" + account.value() + "/runs/" + run.value() + "/" + name;
    }
  }

  Path live(OfRun run, String name) {
    return live.resolve(run.key(name));
  }

  Path waiting(OfRun run, String name) {
    return waiting.resolve(run.key(name));
  }

  boolean isHere(OfRun run, String name) {
    return Files.exists(live(run, name)) || Files.exists(waiting(run, name));
  }

  /** In bytes; empty when it is nowhere. */
  Optional<Long> size(OfRun run, String name) throws IOException {
    Optional<Long> here = size(live(run, name));
    if (here.isEmpty()) {
      here = size(waiting(run, name));
    }
    return here.isPresent() ? here : storage.size(run.key(name));
  }

  /** @throws NoSuchFileException when it is not on this disk */
  InputStream openHere(OfRun run, String name, long offset) throws IOException {
    try {
      return open(live(run, name), offset);
    } catch (NoSuchFileException _) {
      return open(waiting(run, name), offset);
    }
  }

  /** @throws NoSuchFileException when it is nowhere */
  InputStream open(OfRun run, String name, long offset) throws IOException {
    try {
      return openHere(run, name, offset);
    } catch (NoSuchFileException nowhereHere) {
      return storage.open(run.key(name), offset).orElseThrow(() -> nowhereHere);
    }
  }

  /** @throws NoSuchFileException when it is not in the storage */
  InputStream openStored(OfRun run, String name, long offset) throws IOException {
    return storage.open(run.key(name), offset).orElseThrow(() -> new NoSuchFileException(run.key(name)));
  }

  static Optional<Long> size(Path file) throws IOException {
    try {
      return Optional.of(Files.size(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  static InputStream open(Path file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return Channels.newInputStream(channel.position(offset));
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }
}
