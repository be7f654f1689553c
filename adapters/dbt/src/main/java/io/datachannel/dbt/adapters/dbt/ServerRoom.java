package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.domain.account.AccountId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which servers end when all together hold more memory than they may. An account that holds more than an equal share loses its idle ones first, so that
 * its large server does not end everybody's.
 *
 * @param most in bytes, of all together
 */
record ServerRoom(long most) {

  /**
   * @param ofEnvironment or a parsed project, below one of an environment
   * @param bytes         that it holds
   */
  record Held(AccountId account, DbtServer server, boolean ofEnvironment, long bytes) {}

  boolean isEnoughFor(List<Held> held) {
    return held.stream().mapToLong(Held::bytes).sum() <= most;
  }

  /**
   * The next of the idle ones to end; empty when there is none.
   *
   * @param held  all, the fresh one too
   * @param fresh for which room is made; for an account that has more than half of all with it, nothing of others is ended
   */
  Optional<Held> next(List<Held> held, Optional<Held> fresh) {
    Map<AccountId, Long> ofAccounts = held.stream().collect(Collectors.groupingBy(Held::account, Collectors.summingLong(Held::bytes)));
    long share = Math.max(1, most / Math.max(1, ofAccounts.size()));
    Optional<AccountId> greedy = greedy(held, fresh);
    // By whole shares: of accounts that hold about the same, the least recently used one goes.
    return held.stream().filter(one -> one.server().isIdle() && !fresh.equals(Optional.of(one)))
        .filter(one -> greedy.isEmpty() || greedy.get().equals(one.account()))
        .min(Comparator.comparing((Held one) -> -(ofAccounts.get(one.account()) / share))
            .thenComparing(Held::ofEnvironment).thenComparing(one -> one.server().lastUsed()));
  }

  /** Those beside which the fresh one finds no room, though they are used: each takes more than half. None for an account that has more than half itself. */
  List<Held> tooLarge(List<Held> held, Optional<Held> fresh) {
    return fresh.isEmpty() || greedy(held, fresh).isPresent()
        ? List.of()
        : held.stream().filter(one -> one.bytes() > most / 2 && !one.account().equals(fresh.get().account())).toList();
  }

  private Optional<AccountId> greedy(List<Held> held, Optional<Held> fresh) {
    return fresh.map(Held::account)
        .filter(account -> held.stream().filter(one -> one.account().equals(account)).mapToLong(Held::bytes).sum() > most / 2);
  }
}
