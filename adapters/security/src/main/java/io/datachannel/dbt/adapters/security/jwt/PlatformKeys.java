package io.datachannel.dbt.adapters.security.jwt;

import io.helidon.security.jwt.jwk.Jwk;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The public keys of the platform. Those from a location are read again every five minutes, and when a token names a key that is not
 * known, but no more than once in ten seconds; while the location does not answer, the last good ones stay.
 */
public final class PlatformKeys {
  private static final Logger LOG = System.getLogger(PlatformKeys.class.getName());
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);
  private static final Duration BETWEEN_READS = Duration.ofSeconds(10);

  private final Optional<KeyLocation> location;
  private final String algorithm;
  private final InstantSource clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile List<Jwk> keys;
  private volatile Instant lastTry = Instant.MIN;
  private volatile Instant lastRead = Instant.MIN;

  private PlatformKeys(Optional<KeyLocation> location, List<Jwk> keys, String algorithm, InstantSource clock) {
    this.location = location;
    this.keys = keys;
    this.algorithm = algorithm;
    this.clock = clock;
  }

  /** @param text mp.jwt.verify.publickey. @throws IllegalArgumentException when there is no key of the algorithm in it */
  public static PlatformKeys of(String text, String algorithm, InstantSource clock) {
    return new PlatformKeys(Optional.empty(), KeyText.keys(text, algorithm), algorithm, clock);
  }

  /**
   * Reads the location at once; when it does not answer, tokens are refused until it does.
   *
   * @param location mp.jwt.verify.publickey.location
   * @throws IllegalArgumentException when it is neither a file nor an https address
   */
  public static PlatformKeys at(String location, String algorithm, InstantSource clock) {
    PlatformKeys keys = new PlatformKeys(Optional.of(new KeyLocation(location)), List.of(), algorithm, clock);
    keys.refresh();
    return keys;
  }

  /** The key that a token names; when it names none, or the key has no name, the only one there is. */
  Optional<Jwk> named(Optional<String> kid) {
    if (lastRead.plus(GOOD_FOR).isBefore(clock.instant()) && reading.tryLock()) {
      refreshAndUnlock();
    }
    Optional<Jwk> known = known(kid);
    if (known.isPresent() || location.isEmpty()) {
      return known;
    }
    reading.lock();
    refreshAndUnlock();
    return known(kid);
  }

  private Optional<Jwk> known(Optional<String> kid) {
    List<Jwk> now = keys;
    boolean onlyOne = now.size() == 1 && (kid.isEmpty() || now.getFirst().keyId() == null);
    return onlyOne ? Optional.of(now.getFirst()) : now.stream().filter(key -> kid.isPresent() && kid.get().equals(key.keyId())).findFirst();
  }

  private void refreshAndUnlock() {
    try {
      if (lastTry.plus(BETWEEN_READS).isBefore(clock.instant())) {
        refresh();
      }
    } finally {
      reading.unlock();
    }
  }

  private void refresh() {
    location.ifPresent(from -> {
      lastTry = clock.instant();
      try {
        keys = KeyText.keys(from.read(), algorithm);
        lastRead = lastTry;
      } catch (IOException | IllegalArgumentException failed) {
        LOG.log(Logger.Level.WARNING, "The platform''s public keys cannot be read from {0} ({1}); {2} known ones stay.",
            from, failed.getMessage(), keys.size());
      }
    });
  }
}
