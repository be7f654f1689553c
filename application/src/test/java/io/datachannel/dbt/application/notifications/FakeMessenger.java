package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.TargetId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps messages, and takes them for all targets but those that a test has break. Sends no mail to addresses of another domain than example. */
public final class FakeMessenger implements Messenger {
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final Set<TargetId> broken = ConcurrentHashMap.newKeySet();

  /** An attempt, taken or not. */
  public record Sent(TargetId target, String delivery, Notice notice) {}

  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  public void breaks(TargetId target) {
    broken.add(target);
  }

  public void works(TargetId target) {
    broken.remove(target);
  }

  /** The same, each of whose attempts takes something. */
  public Messenger after(Runnable something) {
    return new Messenger() {
      @Override
      public Optional<Failure> refusal(Channel channel) {
        return FakeMessenger.this.refusal(channel);
      }

      @Override
      public Outcome send(NotificationTarget target, String delivery, Notice notice) {
        something.run();
        return FakeMessenger.this.send(target, delivery, notice);
      }
    };
  }

  @Override
  public Optional<Failure> refusal(Channel channel) {
    return switch (channel) {
      case Channel.Webhook webhook -> url(webhook.url());
      case Channel.Slack slack -> url(slack.url().reveal());
      case Channel.Email email -> email.addresses().stream().allMatch(address -> address.matches("[^\\s@]{1,100}@[^\\s@]+\\.example"))
          && !email.addresses().isEmpty() && email.addresses().size() <= 20 ? Optional.empty()
          : Optional.of(Failure.of(FailureCode.FIELD_INVALID, "'email' must be 1 to 20 addresses."));
    };
  }

  private static Optional<Failure> url(String url) {
    return url.length() <= 2000 && url.matches("https://[!-~]+") ? Optional.empty()
        : Optional.of(Failure.of(FailureCode.NOTIFICATION_URL_REFUSED, "The address must begin with https://."));
  }

  @Override
  public Outcome send(NotificationTarget target, String delivery, Notice notice) {
    sent.add(new Sent(target.id(), delivery, notice));
    return broken.contains(target.id()) ? new Outcome.NotTaken("HTTP 500") : new Outcome.Taken("HTTP 200");
  }
}
