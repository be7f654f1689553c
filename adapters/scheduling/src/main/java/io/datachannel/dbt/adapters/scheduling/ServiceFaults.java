package io.datachannel.dbt.adapters.scheduling;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells what failed in loops that go on. A database or a storage that is away is told in one line when it begins, once a minute while it
 * lasts, and when it is over, however many loops it befalls; a fault of the service itself each time, with its trace.
 */
public final class ServiceFaults {
  private static final Duration SILENCE = Duration.ofMinutes(1);
  /** A loop may find nothing to write, and work in between. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  /** What one of these befalls, it befalls all. */
  private static final Set<FailureCode> SHARED = EnumSet.of(FailureCode.DATABASE_UNAVAILABLE, FailureCode.STORAGE_UNAVAILABLE);

  private final Logger log;
  private final InstantSource clock;
  private final Set<String> alone;
  private final Map<String, Outage> outages = new HashMap<>();

  /**
   * @param clock tells when an outage that lasts is told again
   * @param alone ticks of a {@link Heartbeat} that look at one thing, whose outage is told for itself: the code does not tell the disk from a bucket
   */
  public ServiceFaults(InstantSource clock, String... alone) {
    this(System.getLogger(ServiceFaults.class.getName()), clock, alone);
  }

  ServiceFaults(Logger log, InstantSource clock, String... alone) {
    this.log = log;
    this.clock = clock;
    this.alone = Stream.of(alone).map(Heartbeat::told).collect(Collectors.toUnmodifiableSet());
  }

  void failed(String what, Throwable failed) {
    if (failed instanceof PortFailure away) {
      away(what, away);
    } else {
      log.log(Level.ERROR, what + " failed", failed);
    }
  }

  private synchronized void away(String what, PortFailure away) {
    Instant now = clock.instant();
    String key = SHARED.contains(away.code()) && !alone.contains(what) ? away.code().name() : away.code() + " in " + what;
    Outage outage = outages.get(key);
    if (outage == null) {
      outage = new Outage(now);
      outages.put(key, outage);
      log.log(Level.WARNING, key + ": " + what + " failed. " + away.getMessage());
    } else if (!now.isBefore(outage.told.plus(SILENCE))) {
      outage.told = now;
      log.log(Level.WARNING, key + " still: " + what + " and " + (outage.failing.size() - (outage.failing.contains(what) ? 1 : 0))
          + " others fail. " + away.getMessage());
    }
    outage.failing.add(what);
    outage.failed = now;
  }

  synchronized void worked(String what) {
    if (outages.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    outages.entrySet().removeIf(entry -> {
      Outage outage = entry.getValue();
      outage.failing.remove(what);
      boolean over = outage.failing.isEmpty() && !now.isBefore(outage.failed.plus(QUIET));
      if (over) {
        log.log(Level.INFO, entry.getKey() + " is over: all that failed works again");
      }
      return over;
    });
  }

  /** One that goes on. */
  private static final class Outage {
    private final Set<String> failing = new HashSet<>();
    private Instant told;
    private Instant failed;

    Outage(Instant told) {
      this.told = told;
      this.failed = told;
    }
  }
}
