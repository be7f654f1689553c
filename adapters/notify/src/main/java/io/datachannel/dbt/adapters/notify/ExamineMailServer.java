package io.datachannel.dbt.adapters.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Connects to the mail server as for a message, logs in, and sends none. */
public final class ExamineMailServer {
  private ExamineMailServer() {}

  /** What came of it. */
  public enum Examined { USABLE, LOGIN_REFUSED, NOT_SECURE, AWAY }

  /** @param longest for each answer that it waits for */
  public static Examined examine(MailServer server, Duration longest) {
    Session session = Session.getInstance(server.properties(longest));
    try (Transport transport = session.getTransport()) {
      if (server.login().isPresent()) {
        transport.connect(server.login().get().user(), server.login().get().password().reveal());
      } else {
        transport.connect();
      }
      return Examined.USABLE;
    } catch (AuthenticationFailedException refused) {
      return Examined.LOGIN_REFUSED;
    } catch (MessagingException failed) {
      return isOfTls(failed) ? Examined.NOT_SECURE : Examined.AWAY;
    }
  }

  /** A server that cannot do STARTTLS is told by words alone (Angus Mail 2.0). */
  private static boolean isOfTls(MessagingException failed) {
    return String.valueOf(failed.getMessage()).contains("STARTTLS") || Stream.iterate((Throwable) failed, cause -> cause != null, Throwable::getCause)
        .anyMatch(SSLException.class::isInstance);
  }
}
