package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.InMemoryObjectStorage;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A storage in memory that remembers all that was ever put, and may refuse. */
final class RememberingStorage implements ObjectStorage {
  private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
  private final Map<String, String> puts = Collections.synchronizedMap(new LinkedHashMap<>());
  private volatile boolean listed;
  private volatile boolean keepsAll;
  private volatile Runnable beforeAList = () -> { };

  void isAway(boolean now) {
    storage.isAway(now);
  }

  void refusesDeletions(boolean now) {
    keepsAll = now;
  }

  List<String> puts() {
    return List.copyOf(puts.keySet());
  }

  /** Who asks for the next list waits. @param stalled when it does @param back until then */
  void stallsOnce(CountDownLatch stalled, CountDownLatch back) {
    beforeAList = () -> {
      beforeAList = () -> { };
      stalled.countDown();
      await(back);
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** What was put there last. */
  String put(String key) {
    return puts.get(key);
  }

  boolean wasListed() {
    return listed;
  }

  @Override
  public String put(String key, Path file) {
    String address = storage.put(key, file);
    try {
      puts.put(key, Files.readString(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return address;
  }

  @Override
  public Optional<InputStream> open(String key, long offset) {
    return storage.open(key, offset);
  }

  @Override
  public Optional<Long> size(String key) {
    return storage.size(key);
  }

  @Override
  public Optional<URI> link(String key, Duration validity, String fileName) {
    return storage.link(key, validity, fileName);
  }

  @Override
  public List<String> list(String prefix) {
    listed = true;
    beforeAList.run();
    return storage.list(prefix);
  }

  @Override
  public void deleteBelow(String prefix) {
    if (keepsAll) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The storage permits no deletion.", null);
    }
    storage.deleteBelow(prefix);
  }
}
