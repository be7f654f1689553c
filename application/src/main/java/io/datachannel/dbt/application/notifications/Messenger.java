package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import java.time.Duration;
import java.util.Optional;

/** Hands messages to their receivers. */
public interface Messenger {
  /** No attempt takes longer. Mail servers look into a message before they answer; other receivers have ten seconds. */
  Duration LONGEST = Duration.ofMinutes(1);

  /** Why no message can go this way, as far as it is known without asking the other side; empty when it may. */
  Optional<Failure> refusal(Channel channel);

  /**
   * Tries once, for {@link #LONGEST} at the most.
   *
   * @param delivery names the message, so that a receiver knows one that it has already
   */
  Outcome send(NotificationTarget target, String delivery, Notice notice);

  /** What came of it. */
  sealed interface Outcome {
    /** What the other side answered, or why it was not reached; short, on one line, and without secrets. */
    String answer();

    /** The other side took the message. */
    record Taken(String answer) implements Outcome {}

    /** It did not. */
    record NotTaken(String answer) implements Outcome {}
  }
}
