package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Artifacts in a map. */
public final class InMemoryArtifacts implements Artifacts {
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private Runnable whenStoring = () -> { };

  /** From now on this is done before anything is stored. */
  public void whenStoring(Runnable look) {
    whenStoring = look;
  }

  @Override
  public void store(AccountId account, RunId run, String name, Path file, Redactor redactor) {
    whenStoring.run();
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*") || List.of("run.log", "events.ndjson").contains(name)) {
      throw new IllegalArgumentException("not the name of an artifact: " + name);
    }
    try {
      files.put(key(account, run, name), redactor.redactJson(Files.readString(file)).getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void storeAlsoAs(AccountId account, RunId run, String name, String other) {
    byte[] stored = Optional.ofNullable(files.get(key(account, run, name)))
        .orElseThrow(() -> new PortFailure(FailureCode.STORAGE_UNAVAILABLE, name + " is not there.", null));
    files.put(key(account, run, other), stored);
  }

  @Override
  public Optional<StoredFile> find(AccountId account, RunId run, String name) {
    return Optional.ofNullable(files.get(key(account, run, name))).map(bytes -> new StoredFile(bytes.length, offset ->
        new ByteArrayInputStream(bytes, (int) offset, bytes.length)));
  }

  /** As a storage that has none. */
  @Override
  public Optional<URI> link(AccountId account, RunId run, String name, Duration validity) {
    return Optional.empty();
  }

  private static String key(AccountId account, RunId run, String name) {
    return "accounts/" + account.value() + "/runs/" + run.value() + "/" + name;
  }
}
