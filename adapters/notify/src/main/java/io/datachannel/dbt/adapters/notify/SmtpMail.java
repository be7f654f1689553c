package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import io.datachannel.dbt.application.notifications.Notice;
import io.datachannel.dbt.domain.notification.Channel;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.IDN;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

/** Sends messages by e-mail, as plain text. */
final class SmtpMail {
  private static final String UTF_8 = "UTF-8";

  private final MailServer server;
  private final Session session;
  private final Attempt attempt;

  SmtpMail(MailServer server, Duration longest) {
    this.server = server;
    this.session = Session.getInstance(server.properties(longest));
    this.attempt = new Attempt(longest);
  }

  Outcome send(Channel.Email email, String delivery, Notice notice) {
    return attempt.of(server.host(), () -> {
      MimeMessage message = message(email, delivery, notice);
      try (Transport transport = session.getTransport()) {
        if (server.login().isPresent()) {
          transport.connect(server.login().get().user(), server.login().get().password().reveal());
        } else {
          transport.connect();
        }
        transport.sendMessage(message, message.getAllRecipients());
      }
      return new Outcome.Taken("The mail server took it for " + email.addresses().size()
          + (email.addresses().size() == 1 ? " address." : " addresses."));
    }, this::told);
  }

  private MimeMessage message(Channel.Email email, String delivery, Notice notice) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(server.from()));
    for (String address : email.addresses()) {
      message.addRecipient(RecipientType.TO, new InternetAddress(address, true));
    }
    message.setSubject(NoticeText.title(notice), UTF_8);
    message.setSentDate(Date.from(notice.sentAt()));
    message.setHeader(WebhookMessage.DELIVERY, delivery);
    // No one is to be answered by a machine that it answered.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(text(notice), UTF_8);
    message.saveChanges();
    // Behind what gives it a new one each time.
    message.setHeader("Message-ID", id(delivery, notice));
    return message;
  }

  /**
   * The same in each attempt, so that a mailbox can drop a double, and of no other message: another installation that sends from the same
   * address has deliveries of the same numbers, but hardly of runs that were queued in the same microsecond.
   */
  private String id(String delivery, Notice notice) {
    String queued = notice.about().map(about -> "." + ChronoUnit.MICROS.between(Instant.EPOCH, about.times().queuedAt())).orElse("");
    return "<" + delivery + queued + "@" + IDN.toASCII(server.from().substring(server.from().indexOf('@') + 1)) + ">";
  }

  private static String text(Notice notice) {
    return NoticeText.title(notice) + ".\n" + notice.about().map(about -> about.firstError()
        .map(error -> "\n" + NoticeText.errorTitle(error) + "\n" + NoticeText.errorMessage(error) + "\n").orElse("")
        + "\n" + about.link() + "\n").orElse("");
  }

  /** Why mail cannot be sent to an address; empty when it can. */
  static Optional<String> refusal(String address) {
    try {
      new InternetAddress(address, true).validate();
      return address.matches("[^\\s@<>\"]+@[^\\s@<>\"]+") ? Optional.empty() : Optional.of("'" + address + "' is no e-mail address.");
    } catch (AddressException _) {
      return Optional.of("'" + address + "' is no e-mail address.");
    }
  }

  private String told(Throwable failed) {
    String server = "The mail server " + this.server.host();
    return switch (failed) {
      case AuthenticationFailedException _ -> server + " does not know the service's user and password.";
      case SendFailedException _ -> server + " refuses one of the addresses.";
      case MessagingException _ -> server + " is not reached, or did not take the message.";
      default -> "The service failed at this: " + failed.getClass().getSimpleName() + ".";
    };
  }
}
