package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.DeliveryId;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.util.List;

/**
 * The messages that are to be sent; rows of {@code dbt_notification_deliveries}. Times are told by the database's clock. What is written
 * about a message carries the fencing number of its target's claim; under an old one nothing is written and 0 is returned.
 */
public interface Outbox {

  /**
   * Writes a message to each enabled target that is told of the run's project; one that has a message of this run already gets no other.
   *
   * @return how many were written
   */
  int write(Run run, NotificationEvent event);

  /**
   * Takes targets with messages that are due, each for one sender alone until the lease is over. Messages that were tried less come first.
   *
   * @param most  targets
   * @param lease how long they are taken for
   */
  List<ClaimedTarget> claim(int most, Duration lease);

  /** A message was taken by the other side: the target works. @return the rows changed */
  int sent(ClaimedTarget claimed, DeliveryId delivery, String answer);

  /**
   * A message was not taken: it is tried again, or given up, and the target is asked for nothing meanwhile.
   *
   * @param plan what happens next
   * @return the rows changed
   */
  int failed(ClaimedTarget claimed, DeliveryId delivery, String answer, AfterFailure plan);

  /** Lets others send to the target, unless it was taken over already. */
  void release(ClaimedTarget claimed);

  /** Gives messages up that wait for longer than this. @return how many */
  int giveUp(Duration age);

  /** Forgets messages, of whatever state, that are older than this, some at a time. @return how many */
  int forget(Duration age);

  /**
   * A target that is taken.
   *
   * @param fence    counts the claims of the target
   * @param failures of attempts in a row before this claim
   */
  record ClaimedTarget(AccountId account, TargetId target, long fence, int failures, List<Message> messages) {}

  /**
   * A message that is due.
   *
   * @param attempts that were made before
   * @param age      since it was written
   */
  record Message(DeliveryId id, ProjectId project, RunId run, NotificationEvent event, int attempts, Duration age) {}

  /** What becomes of a message that was not taken. */
  sealed interface AfterFailure {
    /** How long the target is asked for nothing. */
    Duration quiet();

    /** It is tried again. @param pause at least so long from now */
    record Again(Duration pause, Duration quiet) implements AfterFailure {}

    /** It is not. */
    record GivenUp(Duration quiet) implements AfterFailure {}
  }
}
