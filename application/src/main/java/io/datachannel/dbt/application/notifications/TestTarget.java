package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.TargetId;

/** Sends a message that says it is a test, at once and once. */
public final class TestTarget {
  private final NotificationTargets targets;
  private final ComposeNotice compose;
  private final Messenger messenger;
  private final IdSource ids;

  public TestTarget(NotificationTargets targets, ComposeNotice compose, Messenger messenger, IdSource ids) {
    this.targets = targets;
    this.compose = compose;
    this.messenger = messenger;
    this.ids = ids;
  }

  /** Takes ten seconds at the most. @throws NotFound when the account has no such target */
  public Outcome test(AccountId account, TargetId id) {
    NotificationTarget target = targets.find(account, id).orElseThrow(() -> NotFound.of("notification target", id.value()));
    return messenger.refusal(target.definition().channel()).<Outcome>map(failure -> new Outcome.NotTaken(failure.message()))
        .orElseGet(() -> messenger.send(target, "test-" + ids.uuid(), compose.test()));
  }
}
