package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.readiness.Probe;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.ObjectStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A storage that is left alone for a while when it does not answer, or refuses: however many want something of it, one asks it once in a while,
 * and the others are told at once what that one was told. When it answers, all may ask again.
 */
public final class PatientStorage implements ObjectStorage, Probe {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  /** After so long without a word of it, it is looked at. */
  static final Duration UNHEARD = Duration.ofMinutes(1);
  private static final String NOTHING = "accounts/none";

  private final ObjectStorage storage;
  private final InstantSource steady;
  private Optional<PortFailure> failure = Optional.empty();
  private Duration pause = FIRST_PAUSE;
  private Instant nextTry = Instant.MIN;
  private Instant heard = Instant.MIN;

  /** @param steady a clock that never jumps and goes on while the process is suspended */
  public PatientStorage(ObjectStorage storage, InstantSource steady) {
    this.storage = storage;
    this.steady = steady;
  }

  /** Whether it did not answer, or refused, when it was asked last. */
  synchronized boolean isAway() {
    return failure.isPresent();
  }

  /** @throws PortFailure what is wrong with it, also when it is not asked now */
  @Override
  public void look() {
    if (isToBeLookedAt()) {
      open(NOTHING, 0).ifPresent(PatientStorage::close);
    }
  }

  private synchronized boolean isToBeLookedAt() {
    return failure.isPresent() || !steady.instant().isBefore(heard.plus(UNHEARD));
  }

  @Override
  public String put(String key, Path file) {
    return ask(() -> storage.put(key, file));
  }

  @Override
  public Optional<InputStream> open(String key, long offset) {
    return ask(() -> storage.open(key, offset));
  }

  @Override
  public Optional<Long> size(String key) {
    return ask(() -> storage.size(key));
  }

  @Override
  public Optional<URI> link(String key, Duration validity, String fileName) {
    return storage.link(key, validity, fileName);
  }

  @Override
  public List<String> list(String prefix) {
    return ask(() -> storage.list(prefix));
  }

  @Override
  public void deleteBelow(String prefix) {
    ask(() -> {
      storage.deleteBelow(prefix);
      return prefix;
    });
  }

  private <T> T ask(Supplier<T> call) {
    boolean again = admit();
    try {
      T answer = call.get();
      answered();
      return answer;
    } catch (PortFailure failed) {
      failed(failed, again);
      throw failed;
    }
  }

  /** While one asks, the others need not wait for what it is told. @return whether this is the one that finds out whether it is back */
  private synchronized boolean admit() {
    boolean again = failure.isPresent();
    if (again) {
      if (steady.instant().isBefore(nextTry)) {
        throw new PortFailure(failure.get().code(), failure.get().getMessage(), failure.get());
      }
      nextTry = steady.instant().plus(LONGEST_PAUSE);
    }
    return again;
  }

  private synchronized void answered() {
    failure = Optional.empty();
    heard = steady.instant();
  }

  /** Those that were under way together when it went away are one failure. */
  private synchronized void failed(PortFailure failed, boolean again) {
    boolean first = failure.isEmpty();
    failure = Optional.of(failed);
    if (first || again) {
      Duration doubled = pause.multipliedBy(2);
      pause = first ? FIRST_PAUSE : doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      nextTry = steady.instant().plus(pause);
    }
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
