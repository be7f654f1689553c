package io.datachannel.dbt.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Begins at the time of the start and never jumps, whatever becomes of the system's clock; it goes on while the process is suspended. */
final class SteadyClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plus(Duration.ofNanos(System.nanoTime() - startNanos));
  }
}
