package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A storage in a folder of this machine, or of a disk that several machines share. */
public final class FolderObjectStorage implements ObjectStorage {
  private static final Pattern KEY = Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private final Path root;

  /** @param root is made when it is missing */
  public FolderObjectStorage(Path root) {
    this.root = root;
  }

  @Override
  public String put(String key, Path file) {
    Path target = path(key);
    try {
      return put(key, file, target);
    } catch (NoSuchFileException gone) {
      // Its folder was empty, and was deleted as such meanwhile.
      try {
        return put(key, file, target);
      } catch (IOException failed) {
        throw unavailable("be written", failed);
      }
    } catch (IOException failed) {
      throw unavailable("be written", failed);
    }
  }

  private static String put(String key, Path file, Path target) throws IOException {
    Path half = Files.createTempFile(OwnerOnly.folders(target.getParent()), ".", ".part");
    try {
      Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel copied = FileChannel.open(half, StandardOpenOption.WRITE)) {
        // The original is deleted next: the copy must outlive a power cut.
        copied.force(true);
      }
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return key;
    } finally {
      Files.deleteIfExists(half);
    }
  }

  @Override
  public Optional<InputStream> open(String key, long offset) {
    try {
      FileChannel channel = FileChannel.open(path(key), StandardOpenOption.READ);
      try {
        return Optional.of(Channels.newInputStream(channel.position(offset)));
      } catch (IOException failed) {
        channel.close();
        throw failed;
      }
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException failed) {
      throw unavailable("be read", failed);
    }
  }

  @Override
  public Optional<Long> size(String key) {
    Path file = path(key);
    try {
      return Files.isDirectory(file) ? Optional.empty() : Optional.of(Files.size(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException failed) {
      throw unavailable("be read", failed);
    }
  }

  @Override
  public Optional<URI> link(String key, Duration validity, String fileName) {
    return Optional.empty();
  }

  /** Without the half files of those that are being put. */
  @Override
  public List<String> list(String prefix) {
    List<String> keys = new ArrayList<>();
    try {
      ChangingTree.walk(path(prefix.substring(0, prefix.length() - 1)), Integer.MAX_VALUE, (file, facts) -> {
        if (facts.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
          keys.add(root.relativize(file).toString());
        }
      });
    } catch (IOException failed) {
      throw unavailable("be listed", failed);
    }
    return keys.stream().sorted().toList();
  }

  @Override
  public void deleteBelow(String prefix) {
    Path folder = path(prefix.substring(0, prefix.length() - 1));
    try {
      FolderTree.delete(folder);
      if (!folder.getParent().equals(root)) {
        deleteEmpty(folder.getParent());
      }
    } catch (IOException failed) {
      throw unavailable("be deleted", failed);
    }
  }

  private static void deleteEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException others) {
      // They keep their folder.
    }
  }

  private Path path(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not a key: " + key);
    }
    return root.resolve(key);
  }

  private static PortFailure unavailable(String what, IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE,
        "A file of the storage folder cannot " + what + " (" + failed.getClass().getSimpleName() + "): " + failed.getMessage(), failed);
  }
}
