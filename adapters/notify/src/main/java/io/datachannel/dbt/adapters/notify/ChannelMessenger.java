package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.application.notifications.Messenger;
import io.datachannel.dbt.application.notifications.Notice;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Hands messages over by the way that their target names: a signed webhook, one of Slack's form, or e-mail. */
public final class ChannelMessenger implements Messenger {
  private static final Duration LONGEST_POST = Duration.ofSeconds(10);
  private static final int MOST_ADDRESSES = 20;
  private static final int LONGEST_ADDRESS = 254;

  private final ReceiverAddresses addresses;
  private final GuardedPost post;
  private final Optional<SmtpMail> mail;

  /** @param mail absent when the service sends no e-mail */
  public ChannelMessenger(ReceiverAddresses addresses, Optional<MailServer> mail) {
    this(addresses, mail.map(server -> new SmtpMail(server, LONGEST)), () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), LONGEST_POST);
  }

  ChannelMessenger(ReceiverAddresses addresses, Optional<SmtpMail> mail, Supplier<SSLSocketFactory> tls, Duration longestPost) {
    this.addresses = addresses;
    this.post = new GuardedPost(addresses, tls, longestPost);
    this.mail = mail;
  }

  @Override
  public Optional<Failure> refusal(Channel channel) {
    return switch (channel) {
      case Channel.Webhook webhook -> addresses.refusal(webhook.url()).map(ChannelMessenger::refused);
      case Channel.Slack slack -> addresses.refusal(slack.url().reveal()).map(ChannelMessenger::refused);
      case Channel.Email email -> refusal(email.addresses());
    };
  }

  private Optional<Failure> refusal(List<String> given) {
    if (mail.isEmpty()) {
      return Optional.of(Failure.of(FailureCode.MAIL_NOT_CONFIGURED, "This service sends no e-mail; its operator has to set mail.host "
          + "and mail.from first. Use a target of another kind."));
    }
    if (given.isEmpty() || given.size() > MOST_ADDRESSES) {
      return Optional.of(Failure.of(FailureCode.FIELD_INVALID, "'email' must be a list of 1 to " + MOST_ADDRESSES + " addresses."));
    }
    return given.stream().flatMap(address -> address.length() > LONGEST_ADDRESS
            ? Optional.of("An e-mail address has at most " + LONGEST_ADDRESS + " characters.").stream() : SmtpMail.refusal(address).stream())
        .findFirst().map(why -> Failure.of(FailureCode.FIELD_INVALID, why));
  }

  private static Failure refused(String why) {
    return Failure.of(FailureCode.NOTIFICATION_URL_REFUSED, why);
  }

  @Override
  public Outcome send(NotificationTarget target, String delivery, Notice notice) {
    return switch (target.definition().channel()) {
      case Channel.Webhook webhook -> {
        byte[] body = WebhookMessage.body(delivery, notice);
        yield post.post(URI.create(webhook.url()), WebhookMessage.headers(delivery, notice.sentAt(), body, webhook.secret()), body,
            webhook.secret());
      }
      case Channel.Slack slack -> post.post(URI.create(slack.url().reveal()), Map.of("Content-Type", "application/json",
          "User-Agent", "DataChannel-dbt", WebhookMessage.DELIVERY, delivery), SlackMessage.body(notice), slack.url());
      case Channel.Email email -> mail.map(smtp -> smtp.send(email, delivery, notice))
          .orElseGet(() -> new Outcome.NotTaken("This service sends no e-mail."));
    };
  }
}
