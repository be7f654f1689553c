package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.DeliveryId;
import io.datachannel.dbt.domain.notification.DeliveryState;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The messages in a list. */
public final class InMemoryOutbox implements Outbox, Deliveries {
  private static final int MESSAGES_AT_ONCE = 5;

  private final InMemoryNotificationTargets targets;
  private final InstantSource clock;
  private final List<Row> rows = new ArrayList<>();
  private final Map<TargetId, Turn> turns = new HashMap<>();

  public InMemoryOutbox(InMemoryNotificationTargets targets, InstantSource clock) {
    this.targets = targets;
    this.clock = clock;
    targets.whenChanged(this::changed);
  }

  private record Row(AccountId account, TargetId target, Delivery delivery) {}

  private record Turn(Instant quietUntil, int failures, Instant leasedUntil, long fence) {}

  private static final Turn NEW = new Turn(Instant.EPOCH, 0, Instant.EPOCH, 0);

  private synchronized void changed(TargetId id, boolean wasEnabled) {
    Optional<NotificationTarget> target = targets.all().stream().filter(one -> one.id().equals(id)).findFirst();
    if (target.isEmpty()) {
      rows.removeIf(row -> row.target().equals(id));
      return;
    }
    if (!wasEnabled || !target.get().definition().enabled()) {
      rows.replaceAll(row -> row.target().equals(id) && isWaiting(row) ? with(row, DeliveryState.FAILED, row.delivery().attempts(),
          row.delivery().triedAt(), clock.instant(), Optional.of("The target was switched off.")) : row);
    }
    Turn turn = turns.getOrDefault(id, NEW);
    turns.put(id, new Turn(clock.instant(), 0, turn.leasedUntil(), turn.fence()));
    rows.replaceAll(row -> row.target().equals(id) && isWaiting(row) ? with(row, DeliveryState.WAITING, row.delivery().attempts(),
        row.delivery().triedAt(), clock.instant(), row.delivery().lastAnswer()) : row);
  }

  private static boolean isWaiting(Row row) {
    return row.delivery().state() == DeliveryState.WAITING;
  }

  @Override
  public synchronized int write(Run run, NotificationEvent event) {
    List<NotificationTarget> told = targets.all().stream().filter(target -> target.account().equals(run.account())
        && target.definition().enabled() && target.definition().projects().map(ids -> ids.contains(run.project())).orElse(true)
        && rows.stream().noneMatch(row -> row.target().equals(target.id()) && row.delivery().run().equals(run.id()))).toList();
    told.forEach(target -> rows.add(new Row(run.account(), target.id(), new Delivery(new DeliveryId(rows.size() + 1), run.project(),
        run.id(), event, DeliveryState.WAITING, 0, clock.instant(), Optional.empty(), Optional.of(clock.instant()), Optional.empty()))));
    return told.size();
  }

  @Override
  public synchronized List<ClaimedTarget> claim(int most, Duration lease) {
    List<ClaimedTarget> claimed = targets.all().stream().filter(target -> target.definition().enabled()
        && isOver(turn(target.id()).quietUntil()) && isOver(turn(target.id()).leasedUntil()) && !messages(target.id()).isEmpty())
        .limit(most).map(target -> new ClaimedTarget(target.account(), target.id(), turn(target.id()).fence() + 1,
            turn(target.id()).failures(), messages(target.id()))).toList();
    claimed.forEach(one -> turns.put(one.target(), new Turn(turn(one.target()).quietUntil(), one.failures(),
        clock.instant().plus(lease), one.fence())));
    return claimed;
  }

  private boolean isOver(Instant until) {
    return !until.isAfter(clock.instant());
  }

  private Turn turn(TargetId id) {
    return turns.getOrDefault(id, NEW);
  }

  private List<Message> messages(TargetId id) {
    List<Delivery> waiting = rows.stream().filter(row -> row.target().equals(id) && isWaiting(row)).map(Row::delivery).toList();
    return waiting.stream().filter(delivery -> isDue(delivery) && isItsTurn(delivery, waiting)).sorted(Comparator.comparingInt(Delivery::attempts)).limit(MESSAGES_AT_ONCE)
        .map(delivery -> new Message(delivery.id(), delivery.project(), delivery.run(), delivery.event(), delivery.attempts(),
            Duration.between(delivery.writtenAt(), clock.instant()))).toList();
  }

  private boolean isDue(Delivery delivery) {
    return isOver(delivery.nextAt().orElseThrow());
  }

  private boolean isItsTurn(Delivery delivery, List<Delivery> waiting) {
    List<Delivery> before = waiting.stream()
        .filter(other -> other.project().equals(delivery.project()) && other.id().value() < delivery.id().value()).toList();
    return before.isEmpty() || delivery.event() != NotificationEvent.RUN_RECOVERED
        && (before.stream().noneMatch(other -> other.event() == NotificationEvent.RUN_RECOVERED) || !isDue(before.getFirst()));
  }

  @Override
  public synchronized int sent(ClaimedTarget claimed, DeliveryId delivery, String answer) {
    fenced(claimed, turn -> new Turn(turn.quietUntil(), 0, turn.leasedUntil(), turn.fence()));
    return settle(claimed, delivery, DeliveryState.SENT, Duration.ZERO, answer);
  }

  @Override
  public synchronized int failed(ClaimedTarget claimed, DeliveryId delivery, String answer, AfterFailure plan) {
    if (!plan.quiet().isZero()) {
      fenced(claimed, turn -> new Turn(clock.instant().plus(plan.quiet()), turn.failures() + 1, turn.leasedUntil(), turn.fence()));
    }
    return switch (plan) {
      case AfterFailure.Again again -> settle(claimed, delivery, DeliveryState.WAITING, again.pause(), answer);
      case AfterFailure.GivenUp _ -> settle(claimed, delivery, DeliveryState.FAILED, Duration.ZERO, answer);
    };
  }

  private void fenced(ClaimedTarget claimed, UnaryOperator<Turn> change) {
    turns.computeIfPresent(claimed.target(), (_, turn) -> turn.fence() == claimed.fence() ? change.apply(turn) : turn);
  }

  private int settle(ClaimedTarget claimed, DeliveryId delivery, DeliveryState state, Duration wait, String answer) {
    Optional<Row> found = rows.stream().filter(row -> row.delivery().id().equals(delivery) && isWaiting(row)
        && turn(claimed.target()).fence() == claimed.fence()).findFirst();
    found.ifPresent(row -> rows.set(rows.indexOf(row), with(row, state, row.delivery().attempts() + 1, Optional.of(clock.instant()),
        clock.instant().plus(wait), Optional.of(answer.length() <= 512 ? answer : answer.substring(0, 512)))));
    return found.isPresent() ? 1 : 0;
  }

  private static Row with(Row row, DeliveryState state, int attempts, Optional<Instant> triedAt, Instant dueAt, Optional<String> answer) {
    Delivery old = row.delivery();
    return new Row(row.account(), row.target(), new Delivery(old.id(), old.project(), old.run(), old.event(), state, attempts,
        old.writtenAt(), triedAt, state == DeliveryState.WAITING ? Optional.of(dueAt) : Optional.empty(), answer));
  }

  @Override
  public synchronized void release(ClaimedTarget claimed) {
    fenced(claimed, turn -> new Turn(turn.quietUntil(), turn.failures(), clock.instant(), turn.fence()));
  }

  @Override
  public synchronized int giveUp(Duration age) {
    List<Row> old = rows.stream().filter(row -> isWaiting(row) && isOlder(row, age)).toList();
    old.forEach(row -> rows.set(rows.indexOf(row), with(row, DeliveryState.FAILED, row.delivery().attempts(), row.delivery().triedAt(),
        clock.instant(), row.delivery().lastAnswer().or(() -> Optional.of("It waited for a day and was never sent.")))));
    return old.size();
  }

  private boolean isOlder(Row row, Duration age) {
    return row.delivery().writtenAt().isBefore(clock.instant().minus(age));
  }

  @Override
  public synchronized int forget(Duration age) {
    int before = rows.size();
    rows.removeIf(row -> isOlder(row, age));
    return before - rows.size();
  }

  @Override
  public synchronized List<Delivery> list(AccountId account, TargetId target, Page page) {
    return rows.reversed().stream().filter(row -> row.account().equals(account) && row.target().equals(target)).map(Row::delivery)
        .filter(delivery -> page.after() == 0 || delivery.id().value() < page.after()).limit(page.limit()).toList();
  }
}
