package io.datachannel.dbt.adapters.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that do what none should: nothing of it takes longer, reads more, or goes elsewhere. */
@Timeout(60)
class HostileReceiversTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private static Outcome sent(HostileReceiver receiver) {
    return Notices.messenger(Notices.SHORT).send(Notices.webhook(receiver.url("/secret-path")), "17", Notices.test());
  }

  private static void assertNotTaken(HostileReceiver receiver, String why) {
    Outcome.NotTaken refused = assertInstanceOf(Outcome.NotTaken.class, sent(receiver));
    assertTrue(refused.answer().contains(why), refused::answer);
    assertFalse(refused.answer().contains("secret-path"), refused::answer);
  }

  @Test
  void oneThatNeverAnswersIsLeft() throws IOException {
    try (HostileReceiver silent = new HostileReceiver((_, receiver) -> receiver.hang())) {
      assertNotTaken(silent, "127.0.0.1");
    }
  }

  @Test
  void oneThatAnswersByteByByteGetsNoMoreTime() throws IOException {
    try (HostileReceiver slow = new HostileReceiver((out, receiver) -> {
      receiver.write(out, OK);
      while (!receiver.closed().await(50, TimeUnit.MILLISECONDS)) {
        receiver.write(out, "X");
      }
    })) {
      assertNotTaken(slow, "did not answer within");
    }
  }

  @Test
  void anAnswerWithoutEndIsReadALittle() throws IOException {
    try (HostileReceiver endless = new HostileReceiver((out, receiver) -> {
      receiver.write(out, OK + "\r\n");
      while (receiver.closed().getCount() > 0) {
        receiver.write(out, "x".repeat(8192));
      }
    })) {
      Outcome.Taken taken = assertInstanceOf(Outcome.Taken.class, sent(endless));
      assertTrue(taken.answer().length() < 400, taken::answer);
    }
  }

  @Test
  void headersWithoutEndAreNotKept() throws IOException {
    try (HostileReceiver endless = new HostileReceiver((out, receiver) -> {
      receiver.write(out, OK);
      while (receiver.closed().getCount() > 0) {
        receiver.write(out, "X-" + "x".repeat(1000) + ": y\r\n");
      }
    })) {
      assertNotTaken(endless, "127.0.0.1");
      assertTrue(endless.written() < 64L * 1024 * 1024, () -> "it wrote " + endless.written());
    }
  }

  @Test
  void oneThatClosesOrSpeaksNoHttpIsTold() throws IOException {
    try (HostileReceiver closing = new HostileReceiver((_, _) -> { })) {
      assertNotTaken(closing, "broke off");
      assertEquals(1, closing.connections(), "Java must not send it again by itself");
    }
    try (HostileReceiver stranger = new HostileReceiver((out, receiver) -> receiver.write(out, "220 mail ready\r\n"))) {
      assertInstanceOf(Outcome.NotTaken.class, sent(stranger));
    }
  }

  @Test
  @Tag("fault-27")
  void aRedirectIsNotFollowed() throws IOException {
    try (Receiver inside = Receiver.answering(200, "inside");
        Receiver redirecting = new Receiver(307, "", Map.of("Location", inside.url("/metadata")))) {
      Outcome outcome = Notices.messenger().send(Notices.webhook(redirecting.url("/dbt")), "17", Notices.test());

      assertTrue(assertInstanceOf(Outcome.NotTaken.class, outcome).answer().startsWith("HTTP 307"), outcome::answer);
      assertEquals(0, inside.posts().size());
    }
  }

  @Test
  void anAnswerTellsNeitherSecretNorPathNorOtherLines() throws IOException {
    try (Receiver talkative = Receiver.answering(500, "no\r\nFAKE LOG LINE " + Notices.SECRET.reveal() + " /services/T0/B0\u001b[31m")) {
      Outcome outcome = Notices.messenger().send(Notices.webhook(talkative.url("/services/T0/B0")), "17", Notices.test());

      assertEquals(new Outcome.NotTaken("HTTP 500: no FAKE LOG LINE *** /*** [31m"), outcome);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v=1&token=s%2Bcret%2F1&code=abcdef", "the token s%2Bcret%2F1", "the token s+cret/1", "abcdef and s+cret/1", "v=1&token=s+cret/1&code=abcdef"})
  void anAnswerTellsNothingOfTheQuery(String echo) throws IOException {
    try (Receiver talkative = Receiver.answering(500, "1 thing is wrong with " + echo)) {
      Outcome outcome = Notices.messenger().send(Notices.webhook(talkative.url("/in?v=1&token=s%2Bcret%2F1&code=abcdef")), "17", Notices.test());

      String answer = assertInstanceOf(Outcome.NotTaken.class, outcome).answer();
      assertTrue(answer.startsWith("HTTP 500: 1 thing is wrong with ") && answer.contains("***"), answer);
      assertTrue(Stream.of("s%2B", "s+cret", "abcdef").noneMatch(answer::contains), answer);
    }
  }

  @Test
  void oneThatAsksForALoginIsAskedOnce() throws IOException {
    try (Receiver closed = new Receiver(401, "who are you", Map.of("WWW-Authenticate", "Basic realm=\"x\""))) {
      Outcome outcome = Notices.messenger().send(Notices.webhook(closed.url("/dbt")), "17", Notices.test());

      assertTrue(outcome.answer().startsWith("HTTP 401"), outcome::answer);
      assertInstanceOf(Outcome.NotTaken.class, outcome);
      assertEquals(1, closed.posts().size());
    }
  }
}
