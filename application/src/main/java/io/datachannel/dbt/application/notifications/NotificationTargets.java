package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.NotificationTarget.Definition;
import io.datachannel.dbt.domain.notification.TargetId;
import java.util.List;
import java.util.Optional;

/** Whom accounts have told of their runs; rows of {@code dbt_notification_targets}. Secrets are sealed. */
public interface NotificationTargets {

  TargetId add(AccountId account, Definition definition);

  Optional<NotificationTarget> find(AccountId account, TargetId id);

  /** As {@link #find}, with the row locked until the end of the transaction around this call. */
  Optional<NotificationTarget> lock(AccountId account, TargetId id);

  /** Writes the next revision. What waits for a target that is or was switched off is given up. @return the rows changed: 0 when the revision before it is not the newest any more */
  int update(NotificationTarget next);

  /** Its messages go with it, also those that wait. @return the rows deleted */
  int delete(AccountId account, TargetId id);

  /** By id, ascending. */
  List<NotificationTarget> list(AccountId account, Page page);

  /** How many the account has. */
  int count(AccountId account);
}
