package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import io.datachannel.dbt.application.notifications.Outbox.AfterFailure;
import io.datachannel.dbt.application.notifications.Outbox.ClaimedTarget;
import io.datachannel.dbt.application.notifications.Outbox.Message;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.RetryWaits;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends what waits in the outbox, one message after the other for each target. A target that does not take one is left alone for a while,
 * however many wait for it, so that it is never asked more often because it fails.
 */
public final class SendNotifications {
  private static final Logger LOG = System.getLogger(SendNotifications.class.getName());
  private static final Duration LEASE = Duration.ofSeconds(90);
  /** A message is begun only while more than this is left of the lease: with an attempt, what is written of it. */
  private static final Duration LEFT = Messenger.LONGEST.plusSeconds(10);
  /** After the run's end; long enough to look what became of the messages of a month. */
  private static final Duration REMEMBERED = Duration.ofDays(31);

  private final Outbox outbox;
  private final NotificationTargets targets;
  private final ComposeNotice compose;
  private final Messenger messenger;
  private final InstantSource steadyClock;

  /** @param steadyClock never jumps: by it, a claim is left to others before it is over */
  public SendNotifications(
      Outbox outbox, NotificationTargets targets, ComposeNotice compose, Messenger messenger, InstantSource steadyClock) {
    this.outbox = outbox;
    this.targets = targets;
    this.compose = compose;
    this.messenger = messenger;
    this.steadyClock = steadyClock;
  }

  /** The next targets, each as a piece of work. */
  public List<Runnable> due(int most) {
    Instant last = steadyClock.instant().plus(LEASE).minus(LEFT);
    return outbox.claim(most, LEASE).stream().<Runnable>map(claimed -> () -> send(claimed, last)).toList();
  }

  /** One beat. */
  public void tick() {
    int given = outbox.giveUp(RetryWaits.LONGEST_LIFE);
    if (given > 0) {
      LOG.log(Level.WARNING, "{0} notifications are given up, since they waited for a day", given);
    }
    outbox.forget(REMEMBERED);
  }

  /** @param last when the last message is begun; what is left is due at once for who claims next */
  private void send(ClaimedTarget claimed, Instant last) {
    try {
      Optional<NotificationTarget> target = targets.find(claimed.account(), claimed.target());
      for (Message message : claimed.messages()) {
        if (steadyClock.instant().isAfter(last) || !target.map(found -> send(claimed, found, message)).orElse(false)) {
          return;
        }
      }
    } finally {
      outbox.release(claimed);
    }
  }

  /** @return whether the next one may be sent */
  private boolean send(ClaimedTarget claimed, NotificationTarget target, Message message) {
    Optional<Notice> notice = compose.of(claimed.account(), message);
    if (notice.isEmpty()) {
      return outbox.failed(claimed, message.id(), "The run is deleted.", new AfterFailure.GivenUp(Duration.ZERO)) == 1;
    }
    return switch (attempt(target, message, notice.get())) {
      case Outcome.Taken taken -> outbox.sent(claimed, message.id(), taken.answer()) == 1;
      case Outcome.NotTaken refused -> {
        Duration quiet = RetryWaits.after(claimed.failures() + 1);
        Optional<Duration> wait = RetryWaits.ofMessage(message.attempts() + 1, message.age());
        outbox.failed(claimed, message.id(), refused.answer(),
            wait.map(longest(quiet)).orElseGet(() -> new AfterFailure.GivenUp(quiet)));
        LOG.log(Level.WARNING, "notification {0} of run {1} was not taken by target {2}: {3}", Long.toString(message.id().value()),
            Integer.toString(message.run().value()), Integer.toString(target.id().value()), refused.answer());
        yield false;
      }
    };
  }

  private static Function<Duration, AfterFailure> longest(Duration quiet) {
    return wait -> new AfterFailure.Again(wait, quiet);
  }

  /** A secret that can no longer be opened is the target's trouble, and no one else's. */
  private Outcome attempt(NotificationTarget target, Message message, Notice notice) {
    try {
      return messenger.refusal(target.definition().channel()).<Outcome>map(failure -> new Outcome.NotTaken(failure.message()))
          .orElseGet(() -> messenger.send(target, Long.toString(message.id().value()), notice));
    } catch (PortFailure failed) {
      if (failed.code() != FailureCode.SECRET_UNREADABLE) {
        throw failed;
      }
      return new Outcome.NotTaken(failed.getMessage());
    }
  }
}
