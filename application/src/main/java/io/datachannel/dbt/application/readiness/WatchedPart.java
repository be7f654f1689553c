package io.datachannel.dbt.application.readiness;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A part that the service stands on, as it was seen last. Whoever asks is answered at once, however long a look takes. */
public final class WatchedPart {
  /** Looks are a second apart; a part that is so slow is of no use. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

  private final String name;
  private final FailureCode code;
  private final Probe probe;
  private final InstantSource steady;
  private volatile Seen last;

  private record Seen(Instant at, Optional<PortFailure> failure) {}

  /**
   * It counts as usable until it is looked at.
   *
   * @param name   what it is called in answers
   * @param code   of the failure of a part that does not answer
   * @param steady a clock that never jumps and goes on while the process is suspended
   */
  public WatchedPart(String name, FailureCode code, Probe probe, InstantSource steady) {
    this.name = name;
    this.code = code;
    this.probe = probe;
    this.steady = steady;
    this.last = new Seen(steady.instant(), Optional.empty());
  }

  /** @throws PortFailure what the probe found */
  public void tick() {
    try {
      probe.look();
      last = new Seen(steady.instant(), Optional.empty());
    } catch (PortFailure failed) {
      last = new Seen(steady.instant(), Optional.of(failed));
      throw failed;
    }
  }

  String name() {
    return name;
  }

  /** Why it cannot be used now. */
  Optional<PortFailure> failure() {
    Seen seen = last;
    if (seen.failure().isEmpty() && steady.instant().isAfter(seen.at().plus(LONGEST_SILENCE))) {
      return Optional.of(new PortFailure(code, name + " has not answered for " + LONGEST_SILENCE.toSeconds() + " s.", null));
    }
    return seen.failure();
  }
}
