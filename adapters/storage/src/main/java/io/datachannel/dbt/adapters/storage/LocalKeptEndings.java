package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.KeptEnding;
import io.datachannel.dbt.application.runs.KeptEndings;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file for each end of a run in a folder of this disk: whole or not there, also after a power cut. */
public final class LocalKeptEndings implements KeptEndings {
  private static final Logger LOG = System.getLogger(LocalKeptEndings.class.getName());
  private static final String WHOLE = ".json";

  private final Path folder;

  /** @param folder for the service's user alone; made when it is missing */
  public LocalKeptEndings(Path folder) {
    this.folder = folder;
  }

  @Override
  public void keep(KeptEnding ending) {
    try {
      Path half = Files.createTempFile(OwnerOnly.folders(folder), "", ".part");
      try {
        try (FileChannel file = FileChannel.open(half, StandardOpenOption.WRITE)) {
          ByteBuffer text = ByteBuffer.wrap(EndingJson.write(ending).getBytes(StandardCharsets.UTF_8));
          while (text.hasRemaining()) {
            file.write(text);
          }
          file.force(true);
        }
        Files.move(half, file(ending), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
          names.force(true);
        }
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException failed) {
      throw unavailable("written", failed);
    }
  }

  @Override
  public List<KeptEnding> all() {
    List<KeptEnding> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.getFileName().toString().endsWith(WHOLE)).toList()) {
        read(file, found);
      }
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException failed) {
      throw unavailable("read", failed);
    }
    found.sort(Comparator.comparingInt((KeptEnding ending) -> ending.run().value())
        .thenComparingLong(ending -> ending.lease().fencingNumber()));
    return List.copyOf(found);
  }

  private static void read(Path file, List<KeptEnding> found) {
    try {
      found.add(EndingJson.read(Files.readString(file)));
    } catch (IOException | RuntimeException broken) {
      LOG.log(Level.ERROR, "the end of a run in " + file + " cannot be read; its run is taken for lost", broken);
    }
  }

  @Override
  public void forget(KeptEnding ending) {
    try {
      Files.deleteIfExists(file(ending));
    } catch (IOException failed) {
      throw unavailable("deleted", failed);
    }
  }

  private Path file(KeptEnding ending) {
    return folder.resolve("run-" + ending.run().value() + "-" + ending.lease().fencingNumber() + WHOLE);
  }

  private static PortFailure unavailable(String what, IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The end of a run cannot be " + what + " on this machine: " + failed.getMessage(),
        failed);
  }
}
