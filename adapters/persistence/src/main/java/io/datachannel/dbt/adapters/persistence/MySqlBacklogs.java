package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.operation.Backlog;
import io.datachannel.dbt.application.operation.Backlog.OfAccount;
import io.datachannel.dbt.application.operation.Backlog.Queue;
import io.datachannel.dbt.application.operation.Backlogs;
import io.datachannel.dbt.domain.account.AccountId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What waits, by the slots of accounts, the run rows and the deliveries; ages are told by the database's clock. */
public final class MySqlBacklogs implements Backlogs {
  /** More than there are; those of copies that died come and go. */
  private static final int MOST_COPIES = 100;

  private final Session session;

  public MySqlBacklogs(Database database) {
    this.session = database.session();
  }

  @Override
  public Backlog read(int accounts) {
    List<OfAccount> longest = session.all(BacklogStatements.ACCOUNTS, Values.of("accounts", accounts),
        row -> new OfAccount(new AccountId(row.number("account_id")), new Queue(row.integer("queued"), oldest(row))));
    Map<String, Integer> copies = new LinkedHashMap<>();
    session.all(BacklogStatements.COPIES, Values.of("copies", MOST_COPIES), row -> Map.entry(row.text("lease_owner"), row.integer("runs")))
        .forEach(copy -> copies.put(copy.getKey(), copy.getValue()));
    Queue notifications = session.one(BacklogStatements.NOTIFICATIONS, new Values(),
        row -> new Queue(row.integer("waiting"), oldest(row))).orElseThrow();
    return new Backlog(longest, others(longest, accounts), copies, notifications);
  }

  private Queue others(List<OfAccount> longest, int accounts) {
    if (longest.size() < accounts) {
      return new Queue(0, Optional.empty());
    }
    int all = session.one(BacklogStatements.ALL, new Values(), row -> row.integer("queued")).orElse(0);
    int waiting = Math.max(0, all - longest.stream().mapToInt(one -> one.queue().waiting()).sum());
    List<Long> told = longest.stream().map(one -> one.account().value()).toList();
    return new Queue(waiting, waiting == 0 ? Optional.empty()
        : session.one(BacklogStatements.OLDEST_OF_OTHERS, new Values().withAll("accounts", told), MySqlBacklogs::oldest).flatMap(age -> age));
  }

  private static Optional<Duration> oldest(Row row) {
    return row.optionalNumber("oldest_micros").map(micros -> Duration.of(Math.max(0, micros), ChronoUnit.MICROS));
  }
}
