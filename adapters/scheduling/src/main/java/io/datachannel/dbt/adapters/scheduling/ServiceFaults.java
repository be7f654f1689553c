package io.datachannel.dbt.adapters.scheduling;

import io.datachannel.dbt.application.result.PortFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells what failed in loops that go on. A database or a storage that is away is told in one line when it begins, once a minute while it
 * lasts, and when it ends; all else each time, with its trace.
 */
final class ServiceFaults {
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Logger log;
  private final InstantSource clock;
  private final Map<String, Instant> told = new ConcurrentHashMap<>();

  ServiceFaults(Logger log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  void failed(String what, RuntimeException failed) {
    if (!(failed instanceof PortFailure away)) {
      log.log(Level.ERROR, what + " failed", failed);
      return;
    }
    Instant now = clock.instant();
    Optional<Instant> last = Optional.ofNullable(told.get(what));
    if (last.isEmpty() || !now.isBefore(last.get().plus(SILENCE))) {
      told.put(what, now);
      log.log(Level.WARNING, what + (last.isEmpty() ? " failed: " : " still fails: ") + away.code() + ", " + away.getMessage());
    }
  }

  void worked(String what) {
    if (told.remove(what) != null) {
      log.log(Level.INFO, what + " works again");
    }
  }
}
