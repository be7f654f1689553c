package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.domain.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The SMTP server that takes the service's e-mail.
 *
 * @param login absent for a server that asks for none
 * @param from  the sender's address
 */
public record MailServer(String host, int port, Optional<Login> login, String from, Security security) {

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /** A user of the server. */
  public record Login(String user, Secret password) {}

  /** How the way to the server is protected. */
  public enum Security {
    /** It is not. */
    NONE,
    /** The connection is made secure before anything is sent; a server that cannot do so gets nothing. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS
  }

  /** For Jakarta Mail. The certificate must be of the host's name. @param longest for each answer */
  Properties properties(Duration longest) {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", host);
    properties.put("mail.smtp.port", Integer.toString(port));
    properties.put("mail.smtp.auth", Boolean.toString(login.isPresent()));
    properties.put("mail.smtp.connectiontimeout", Long.toString(Math.min(LONGEST_CONNECT.toMillis(), longest.toMillis())));
    properties.put("mail.smtp.timeout", Long.toString(longest.toMillis()));
    // It has the message by then; a goodbye that is waited for in vain would have it sent again.
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.starttls.enable", Boolean.toString(security == Security.STARTTLS));
    properties.put("mail.smtp.starttls.required", Boolean.toString(security == Security.STARTTLS));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(security == Security.TLS));
    return properties;
  }
}
