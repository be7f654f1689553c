package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files in a map, which can go away. */
public final class InMemoryObjectStorage implements ObjectStorage {
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private volatile boolean away;

  /** From now on no call is answered, or all are again. */
  public void isAway(boolean now) {
    away = now;
  }

  @Override
  public String put(String key, Path file) {
    answer();
    try {
      files.put(key, Files.readAllBytes(file));
      return "memory://" + key;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Optional<InputStream> open(String key, long offset) {
    answer();
    return Optional.ofNullable(files.get(key)).map(bytes -> {
      int start = (int) Math.min(offset, bytes.length);
      return new ByteArrayInputStream(bytes, start, bytes.length - start);
    });
  }

  @Override
  public Optional<Long> size(String key) {
    answer();
    return Optional.ofNullable(files.get(key)).map(bytes -> (long) bytes.length);
  }

  @Override
  public Optional<URI> link(String key, Duration validity, String fileName) {
    answer();
    return Optional.of(URI.create("memory://" + key + "?for=" + validity.toSeconds()));
  }

  @Override
  public List<String> list(String prefix) {
    answer();
    return files.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
  }

  @Override
  public void deleteBelow(String prefix) {
    answer();
    files.keySet().removeIf(key -> key.startsWith(prefix));
  }

  private void answer() {
    if (away) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The storage does not answer.", new IOException("connection refused"));
    }
  }
}
