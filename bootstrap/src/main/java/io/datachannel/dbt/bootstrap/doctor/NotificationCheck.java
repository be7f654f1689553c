package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.adapters.notify.ExamineMailServer;
import io.datachannel.dbt.adapters.notify.MailServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the right people can hear of runs: the mail server, and the address that links begin with. */
public final class NotificationCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Optional<MailServer> mail;
  private final Optional<URI> publicUrl;

  public NotificationCheck(Optional<MailServer> mail, Optional<URI> publicUrl) {
    this.mail = mail;
    this.publicUrl = publicUrl;
  }

  public List<Finding> mail() {
    return List.of(mail.map(server -> examined(server, "The mail server " + server.host() + ":" + server.port()))
        .orElseGet(() -> Finding.ok("mail", "No e-mail is sent: --mail.host is not given.")));
  }

  private static Finding examined(MailServer server, String name) {
    return switch (ExamineMailServer.examine(server, PATIENCE)) {
      case USABLE -> server.security() == MailServer.Security.NONE && server.login().isPresent()
          ? Finding.warning("mail", name + " takes the login, which goes there in the clear.", "Use --mail.security starttls or tls.")
          : Finding.ok("mail", name + (server.login().isPresent() ? " takes the login." : " answers."));
      case LOGIN_REFUSED -> Finding.problem("mail", name + " refuses the login.", "Correct --mail.user and --mail.password (DATACHANNEL_MAIL_PASSWORD).");
      case NOT_SECURE -> Finding.problem("mail", name + " offers no connection that is secure: no TLS of this kind, or a certificate that is not trusted "
          + "or not of this name.", "Correct --mail.security (starttls for port 587, tls for 465), or --mail.host to the name in the certificate.");
      case AWAY -> Finding.problem("mail", name + " does not answer.", "Correct --mail.host and --mail.port, and open the way to it.");
    };
  }

  public List<Finding> links() {
    if (publicUrl.isPresent()) {
      return List.of(Finding.ok("links", "Links in notifications begin with " + publicUrl.get() + "."));
    }
    return List.of(mail.isPresent() ? Finding.warning("links", "Links in notifications begin with the address that this copy listens on, which "
            + "others may not reach.", "Give the service's address as --public-url.")
        : Finding.ok("links", "Links in notifications begin with the address that this copy listens on; --public-url gives another."));
  }
}
