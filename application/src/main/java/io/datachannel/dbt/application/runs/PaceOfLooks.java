package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose files are looked at next: each second, or less often where that takes long, so that it takes at most a twentieth of a processor for one account
 * and a quarter for all of them, however many files and accounts there are. Several threads ask; all instants are of one clock that never jumps.
 */
final class PaceOfLooks {
  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final int REST = 20;
  private static final int PART_OF_ALL = 4;
  private static final Instant NOT_YET = Instant.MAX;

  private final Map<AccountId, Look> looks = new HashMap<>();

  /** The last one at an account, or the one that goes on. @param took of the last one that is over @param next when it is due again */
  private record Look(Instant begun, Duration took, Instant next) {

    boolean isDue(Instant now) {
      return !next.isAfter(now);
    }

    Duration period() {
      Duration withRest = took.multipliedBy(REST + 1);
      return withRest.compareTo(OFTEN) > 0 ? withRest : OFTEN;
    }

    /** Of a processor. */
    double part() {
      return (double) took.toNanos() / period().toNanos();
    }
  }

  /** The account that waits for longest, which no other thread is given until its look is over. @param accounts that there are to be looked at */
  synchronized Optional<AccountId> begin(Set<AccountId> accounts, Instant now) {
    // Who comes back is not looked at more often than who stays.
    looks.entrySet().removeIf(look -> look.getValue().isDue(now) && !accounts.contains(look.getKey()));
    Optional<AccountId> due = accounts.stream().filter(account -> lastAt(account).isDue(now))
        .min(Comparator.comparing(account -> lastAt(account).next()));
    due.ifPresent(account -> looks.put(account, new Look(now, lastAt(account).took(), NOT_YET)));
    return due;
  }

  private Look lastAt(AccountId account) {
    return looks.getOrDefault(account, new Look(Instant.MIN, Duration.ZERO, Instant.MIN));
  }

  synchronized void over(AccountId account, Instant now) {
    Instant begun = lastAt(account).begun();
    Look look = new Look(begun, Duration.between(begun, now), NOT_YET);
    looks.put(account, look);
    double stretch = Math.max(1, PART_OF_ALL * looks.values().stream().mapToDouble(Look::part).sum());
    looks.put(account, new Look(begun, look.took(), begun.plusNanos((long) (look.period().toNanos() * stretch))));
  }
}
