package io.datachannel.dbt.application.operation;

import io.datachannel.dbt.domain.account.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What waits in the database and what is under way, of all copies of the service together, at one moment.
 *
 * @param accounts      those with the most runs that could be claimed, the most first
 * @param others        all other accounts together
 * @param runningByCopy how many runs each copy of the service holds, by its name
 * @param notifications messages that are to be sent
 */
public record Backlog(List<OfAccount> accounts, Queue others, Map<String, Integer> runningByCopy, Queue notifications) {

  /**
   * Something that waits.
   *
   * @param waiting how many
   * @param oldest  how long the one has waited that waits the longest; absent when none does, or it is not known
   */
  public record Queue(int waiting, Optional<Duration> oldest) {}

  /** The runs of one account. */
  public record OfAccount(AccountId account, Queue queue) {}
}
