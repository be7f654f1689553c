package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.NotificationTarget.Definition;
import io.datachannel.dbt.domain.notification.TargetId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** The targets in a map. */
public final class InMemoryNotificationTargets implements NotificationTargets {
  private final ConcurrentSkipListMap<Integer, NotificationTarget> rows = new ConcurrentSkipListMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private BiConsumer<TargetId, Boolean> changed = (_, _) -> { };

  /** Told of each that is changed or deleted, and whether it was told anything before. */
  void whenChanged(BiConsumer<TargetId, Boolean> told) {
    changed = told;
  }

  List<NotificationTarget> all() {
    return List.copyOf(rows.values());
  }

  @Override
  public TargetId add(AccountId account, Definition definition) {
    TargetId id = new TargetId(lastId.incrementAndGet());
    rows.put(id.value(), new NotificationTarget(id, account, definition, 1));
    return id;
  }

  @Override
  public Optional<NotificationTarget> find(AccountId account, TargetId id) {
    return Optional.ofNullable(rows.get(id.value())).filter(row -> row.account().equals(account));
  }

  @Override
  public Optional<NotificationTarget> lock(AccountId account, TargetId id) {
    return find(account, id);
  }

  @Override
  public int update(NotificationTarget next) {
    Optional<NotificationTarget> before = find(next.account(), next.id()).filter(row -> row.revision() == next.revision() - 1);
    before.ifPresent(row -> rows.put(row.id().value(), next));
    before.ifPresent(row -> changed.accept(row.id(), row.definition().enabled()));
    return before.isPresent() ? 1 : 0;
  }

  @Override
  public int delete(AccountId account, TargetId id) {
    Optional<NotificationTarget> found = find(account, id);
    found.ifPresent(row -> rows.remove(row.id().value()));
    found.ifPresent(row -> changed.accept(row.id(), row.definition().enabled()));
    return found.isPresent() ? 1 : 0;
  }

  @Override
  public List<NotificationTarget> list(AccountId account, Page page) {
    return rows.values().stream()
        .filter(row -> row.account().equals(account) && row.id().value() > page.after()).limit(page.limit()).toList();
  }

  @Override
  public int count(AccountId account) {
    return (int) rows.values().stream().filter(row -> row.account().equals(account)).count();
  }
}
