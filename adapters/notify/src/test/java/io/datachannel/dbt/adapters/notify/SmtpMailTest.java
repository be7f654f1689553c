package io.datachannel.dbt.adapters.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.datachannel.dbt.adapters.notify.ExamineMailServer.Examined;
import io.datachannel.dbt.adapters.notify.MailServer.Login;
import io.datachannel.dbt.adapters.notify.MailServer.Security;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import io.datachannel.dbt.application.notifications.Notice;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real SMTP server. */
@Timeout(60)
class SmtpMailTest {
  private static final Channel TEAM = new Channel.Email(List.of("team@acme.example", "boss@acme.example"));

  private GreenMail server;

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Outcome send(Notice notice, Optional<Login> login, Security security) {
    return messenger(server.getSmtp().getPort(), login, security).send(Notices.target(TEAM), "17", notice);
  }

  private static ChannelMessenger messenger(int port, Optional<Login> login, Security security) {
    return new ChannelMessenger(new ReceiverAddresses(List.of(), ReachableHosts.PUBLIC),
        Optional.of(new SmtpMail(new MailServer("127.0.0.1", port, login, "dbt@datachannel.example", security), Duration.ofSeconds(2))),
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofSeconds(2));
  }

  @Test
  void aMessageArrivesAtEachAddress() throws Exception {
    Outcome outcome = send(Notices.failed("Größe", "orders: no such column"), Optional.empty(), Security.NONE);

    assertEquals(new Outcome.Taken("The mail server took it for 2 addresses."), outcome);
    MimeMessage[] all = server.getReceivedMessages();
    assertEquals(2, all.length);
    MimeMessage mail = all[0];
    assertEquals("Größe: run 42 ended FAILED", mail.getSubject());
    assertEquals("dbt@datachannel.example", mail.getFrom()[0].toString());
    assertEquals("17", mail.getHeader("DataChannel-Delivery", null));
    assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
    assertEquals(Date.from(Notices.SENT_AT), mail.getSentDate());
    String text = mail.getContent().toString();
    assertEquals("""
        Größe: run 42 ended FAILED.

        MODEL MODEL_FAILED (model.shop.orders)
        orders: no such column

        https://dbt.example/runs/42""", text.replace("\r\n", "\n").strip());
  }

  @Test
  void aMessageThatIsSentAgainHasTheSameId() throws Exception {
    ChannelMessenger messenger = messenger(server.getSmtp().getPort(), Optional.empty(), Security.NONE);
    Channel one = new Channel.Email(List.of("team@acme.example"));
    messenger.send(Notices.target(one), "17", Notices.failed("shop", "x"));
    messenger.send(Notices.target(one), "17", Notices.failed("renamed", "x"));
    messenger.send(Notices.target(one), "18", Notices.failed("shop", "x"));
    messenger.send(Notices.target(one), "test-b0c1", Notices.test());

    List<String> ids = new ArrayList<>();
    for (MimeMessage mail : server.getReceivedMessages()) {
      ids.add(mail.getMessageID());
    }
    assertEquals(List.of("<17.1772359200000000@datachannel.example>", "<17.1772359200000000@datachannel.example>",
        "<18.1772359200000000@datachannel.example>", "<test-b0c1@datachannel.example>"), ids);
  }

  @Test
  void whatTheServerTookIsTakenThoughItSaysNoGoodbye() throws IOException {
    try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CountDownLatch over = new CountDownLatch(1);
      Thread.ofVirtual().start(() -> takeOne(rude, over));
      Outcome outcome = messenger(rude.getLocalPort(), Optional.empty(), Security.NONE).send(Notices.target(TEAM), "17", Notices.test());
      over.countDown();

      assertInstanceOf(Outcome.Taken.class, outcome, outcome::answer);
    }
  }

  /** Answers everything but QUIT. */
  private static void takeOne(ServerSocket server, CountDownLatch over) {
    try (Socket socket = server.accept()) {
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
      out.print("220 rude\r\n");
      boolean inMessage = false;
      for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
        inMessage = inMessage ? !line.equals(".") : line.equals("DATA");
        if (!inMessage || line.equals("DATA")) {
          out.print(inMessage ? "354 go on\r\n" : "250 well\r\n");
        }
      }
      over.await();
    } catch (IOException | InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  @Test
  void nothingOfAMessageBecomesAHeader() throws Exception {
    send(Notices.failed("shop\r\nBcc: all@acme.example", "x\r\n.\r\nMAIL FROM:<a@b>"), Optional.empty(), Security.NONE);

    MimeMessage[] all = server.getReceivedMessages();
    assertEquals(2, all.length);
    assertEquals(null, all[0].getHeader("Bcc", null));
    assertTrue(all[0].getContent().toString().contains("MAIL FROM:<a@b>"));
  }

  @Test
  void theServersUserIsUsedWhenThereIsOne() {
    server.setUser("dbt", "dbt", "wagtail");

    assertInstanceOf(Outcome.Taken.class,
        send(Notices.test(), Optional.of(new Login("dbt", new Secret("wagtail"))), Security.NONE));
    Outcome refused = send(Notices.test(), Optional.of(new Login("dbt", new Secret("siskin"))), Security.NONE);

    assertEquals(new Outcome.NotTaken("The mail server 127.0.0.1 does not know the service's user and password."), refused);
  }

  @Test
  void aServerWithoutTlsGetsNothingWhenTlsIsAskedFor() {
    for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
      assertInstanceOf(Outcome.NotTaken.class, send(Notices.test(), Optional.of(new Login("dbt", new Secret("wagtail"))), security));
    }
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void aServerIsExaminedWithoutAMessage() {
    server.setUser("dbt", "dbt", "wagtail");
    int port = server.getSmtp().getPort();

    assertEquals(Examined.USABLE, examined(port, "wagtail", Security.NONE));
    assertEquals(Examined.LOGIN_REFUSED, examined(port, "siskin", Security.NONE));
    assertEquals(Examined.NOT_SECURE, examined(port, "wagtail", Security.STARTTLS));
    assertEquals(Examined.NOT_SECURE, examined(port, "wagtail", Security.TLS));
    assertEquals(Examined.AWAY, examined(1, "wagtail", Security.NONE));
    assertEquals(0, server.getReceivedMessages().length);
  }

  private static Examined examined(int port, String password, Security security) {
    return ExamineMailServer.examine(new MailServer("127.0.0.1", port, Optional.of(new Login("dbt", new Secret(password))), "dbt@datachannel.example", security),
        Duration.ofSeconds(2));
  }

  @Test
  void aServerThatNeverAnswersIsLeft() throws IOException {
    try (HostileReceiver silent = new HostileReceiver((_, receiver) -> receiver.hang())) {
      Outcome outcome = messenger(silent.port(), Optional.empty(), Security.NONE).send(Notices.target(TEAM), "17", Notices.test());

      assertTrue(assertInstanceOf(Outcome.NotTaken.class, outcome).answer().contains("127.0.0.1"), outcome::answer);
    }
  }

  @Test
  void addressesAreCheckedBeforeTheyAreKept() {
    ChannelMessenger messenger = messenger(25, Optional.empty(), Security.NONE);

    assertEquals(Optional.empty(), messenger.refusal(TEAM));
    for (String wrong : List.of("", "team", "a@b@c.example", "a b@c.example", "Team <a@c.example>", "a@c.example\r\nBcc: x@y.example",
        "a@c.example,b@c.example", "x".repeat(250) + "@c.example")) {
      assertEquals(Optional.of(FailureCode.FIELD_INVALID), messenger.refusal(new Channel.Email(List.of(wrong))).map(failure -> failure.code()), wrong);
    }
    for (int number : List.of(0, 21)) {
      assertEquals(Optional.of(FailureCode.FIELD_INVALID),
          messenger.refusal(new Channel.Email(Collections.nCopies(number, "a@b.example"))).map(failure -> failure.code()));
    }
  }

  @Test
  void withoutAServerMailIsRefusedWithACodeOfItsOwn() {
    assertEquals(Optional.of(FailureCode.MAIL_NOT_CONFIGURED), Notices.messenger().refusal(TEAM).map(failure -> failure.code()));
    assertInstanceOf(Outcome.NotTaken.class, Notices.messenger().send(Notices.target(TEAM), "17", Notices.test()));
  }
}
