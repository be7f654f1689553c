package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.notifications.Deliveries;
import io.datachannel.dbt.application.notifications.Outbox;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.DeliveryId;
import io.datachannel.dbt.domain.notification.DeliveryState;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of {@code dbt_notification_deliveries}. */
public final class MySqlOutbox implements Outbox, Deliveries {
  /** What one claim of a target sends at the most; with ten seconds for each it is over before its lease. */
  private static final int MESSAGES_AT_ONCE = 5;
  /** More than copies take at once, so that each finds one that no other is at. */
  private static final int TARGETS_AT_ONCE = 200;
  private static final int LONGEST_ANSWER = 512;

  private final Session session;

  public MySqlOutbox(Database database) {
    this.session = database.session();
  }

  @Override
  public int write(Run run, NotificationEvent event) {
    return session.change(OutboxStatements.WRITE, Values.of("account", run.account().value()).with("project", run.project().value())
        .with("run", run.id().value()).with("event", event));
  }

  @Override
  public List<ClaimedTarget> claim(int most, Duration lease) {
    List<Integer> due = session.all(OutboxStatements.DUE, Values.of("limit", TARGETS_AT_ONCE),
        row -> row.integer("id"));
    return due.isEmpty() ? List.of() : session.inTransaction(() -> claim(due, most, lease));
  }

  private List<ClaimedTarget> claim(List<Integer> due, int most, Duration lease) {
    Map<Boolean, List<ClaimedTarget>> locked = session.all(OutboxStatements.LOCK, new Values().withAll("targets", due).with("most", most),
            row -> new ClaimedTarget(new AccountId(row.number("account_id")), new TargetId(row.integer("id")),
                row.number("fencing_number") + 1, row.integer("failures"), List.of())).stream()
        .map(target -> new ClaimedTarget(target.account(), target.target(), target.fence(), target.failures(), messages(target.target())))
        .collect(Collectors.partitioningBy(target -> target.messages().isEmpty()));
    List<ClaimedTarget> claimed = locked.get(false);
    if (!claimed.isEmpty()) {
      session.change(OutboxStatements.LEASE, targets(claimed).with("micros", Leases.micros(lease)));
    }
    if (!locked.get(true).isEmpty()) {
      session.change(OutboxStatements.PUT_OFF, targets(locked.get(true)));
    }
    return claimed;
  }

  private static Values targets(List<ClaimedTarget> those) {
    return new Values().withAll("targets", those.stream().map(one -> one.target().value()).toList());
  }

  private List<Message> messages(TargetId target) {
    return session.all(OutboxStatements.MESSAGES, Values.of("target", target.value()).with("limit", MESSAGES_AT_ONCE),
        row -> new Message(new DeliveryId(row.number("id")), new ProjectId(row.integer("dbt_project_id")),
            new RunId(row.integer("log_dbt_project_run_id")), NotificationEvent.valueOf(row.text("event")), row.integer("attempts"),
            Duration.of(row.number("age_micros"), ChronoUnit.MICROS)));
  }

  @Override
  public int sent(ClaimedTarget claimed, DeliveryId delivery, String answer) {
    return session.inTransaction(() -> {
      session.change(OutboxStatements.WORKS, fenced(claimed));
      return session.change(OutboxStatements.SENT, fenced(claimed).with("id", delivery.value()).with("answer", bounded(answer)));
    });
  }

  @Override
  public int failed(ClaimedTarget claimed, DeliveryId delivery, String answer, AfterFailure plan) {
    return session.inTransaction(() -> {
      if (!plan.quiet().isZero()) {
        session.change(OutboxStatements.QUIET, fenced(claimed).with("micros", Leases.micros(plan.quiet())));
      }
      Values values = fenced(claimed).with("id", delivery.value()).with("answer", bounded(answer));
      return switch (plan) {
        case AfterFailure.Again again -> session.change(OutboxStatements.AGAIN, values.with("micros", Leases.micros(again.pause())));
        case AfterFailure.GivenUp _ -> session.change(OutboxStatements.GIVEN_UP, values);
      };
    });
  }

  @Override
  public void release(ClaimedTarget claimed) {
    session.change(OutboxStatements.RELEASE, fenced(claimed));
  }

  @Override
  public int giveUp(Duration age) {
    return session.change(OutboxStatements.GIVE_UP_OLD, Values.of("micros", Leases.micros(age)));
  }

  @Override
  public int forget(Duration age) {
    return session.change(OutboxStatements.FORGET, Values.of("micros", Leases.micros(age)));
  }

  @Override
  public List<Delivery> list(AccountId account, TargetId target, Page page) {
    return session.all(OutboxStatements.LIST, Values.of("account", account.value()).with("target", target.value())
        .with("after", page.after()).with("limit", page.limit()), MySqlOutbox::delivery);
  }

  private static Delivery delivery(Row row) {
    DeliveryState state = DeliveryState.valueOf(row.text("state"));
    return new Delivery(new DeliveryId(row.number("id")), new ProjectId(row.integer("dbt_project_id")),
        new RunId(row.integer("log_dbt_project_run_id")), NotificationEvent.valueOf(row.text("event")), state, row.integer("attempts"),
        row.instant("written_at"), row.optionalInstant("tried_at"),
        state == DeliveryState.WAITING ? row.optionalInstant("due_at") : Optional.empty(), row.optionalText("last_answer"));
  }

  private static Values fenced(ClaimedTarget claimed) {
    return Values.of("target", claimed.target().value()).with("fence", claimed.fence());
  }

  /** In characters, as the column counts them. */
  private static String bounded(String answer) {
    return answer.codePointCount(0, answer.length()) <= LONGEST_ANSWER ? answer
        : answer.substring(0, answer.offsetByCodePoints(0, LONGEST_ANSWER));
  }
}
