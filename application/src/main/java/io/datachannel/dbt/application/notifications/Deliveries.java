package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.DeliveryId;
import io.datachannel.dbt.domain.notification.DeliveryState;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of messages. */
public interface Deliveries {

  /** Newest first; {@code after} is the id of the last one seen. */
  List<Delivery> list(AccountId account, TargetId target, Page page);

  /**
   * A message and what became of it. Times are UTC.
   *
   * @param attempts   that were made
   * @param writtenAt  when the run ended
   * @param triedAt    when it was last tried
   * @param nextAt     when it is tried at the earliest, while it waits
   * @param lastAnswer of the other side, or why it was not reached; without secrets
   */
  record Delivery(DeliveryId id, ProjectId project, RunId run, NotificationEvent event, DeliveryState state, int attempts, Instant writtenAt,
      Optional<Instant> triedAt, Optional<Instant> nextAt, Optional<String> lastAnswer) {}
}
