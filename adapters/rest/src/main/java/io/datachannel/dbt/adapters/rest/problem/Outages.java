package io.datachannel.dbt.adapters.rest.problem;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Tells of requests that fail since the database or the storage is away: one a minute, in one line, since clients go on asking. */
public final class Outages {
  private static final Logger LOG = System.getLogger(Outages.class.getName());
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<FailureCode, Told> told = new EnumMap<>(FailureCode.class);

  /** @param untold the requests since then */
  private record Told(Instant at, int untold) {}

  public Outages(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void tell(String requestId, PortFailure failed) {
    Instant now = clock.instant();
    Told last = told.get(failed.code());
    if (last != null && now.isBefore(last.at().plus(SILENCE))) {
      told.put(failed.code(), new Told(last.at(), last.untold() + 1));
      return;
    }
    told.put(failed.code(), new Told(now, 0));
    LOG.log(Level.WARNING, "request " + requestId + " failed" + (last == null || last.untold() == 0 ? "" : ", as " + last.untold() + " others did")
        + ": " + failed.code() + ", " + failed.getMessage());
  }
}
