package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.application.git.ProviderAnswer.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads when a provider answers again: Retry-After in seconds (RFC 9110, 10.2.3), or the second of the reset (GitHub:
 * X-RateLimit-Reset, GitLab: RateLimit-Reset).
 */
final class RateLimits {
  /** What GitHub asks for when it does not say more; GitLab.com and Bitbucket often send no time at all. */
  private static final Duration STANDARD = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final InstantSource clock;

  RateLimits(InstantSource clock) {
    this.clock = clock;
  }

  Refusing refusal(Reply reply) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant told = number(reply, "Retry-After").map(now::plusSeconds)
        .or(() -> Stream.of("X-RateLimit-Reset", "RateLimit-Reset").flatMap(name -> number(reply, name).stream()).findFirst()
            .map(Instant::ofEpochSecond))
        .orElse(now.plus(STANDARD));
    Instant earliest = now.plusSeconds(1);
    Instant latest = now.plus(LONGEST);
    return new Refusing(new RateLimited(told.isBefore(earliest) ? earliest : told.isAfter(latest) ? latest : told));
  }

  private static Optional<Long> number(Reply reply, String name) {
    return reply.header(name).filter(text -> text.matches("[0-9]{1,11}")).map(Long::valueOf);
  }
}
