package io.datachannel.dbt.adapters.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is off the Internet is not posted to: the address of the socket counts, whatever the name says. */
@Tag("fault-27")
class PrivateReceiversTest {
  private static final ReceiverAddresses PUBLIC = new ReceiverAddresses(List.of(), ReachableHosts.PUBLIC);

  private static ChannelMessenger messenger(ReceiverAddresses addresses) {
    return new ChannelMessenger(addresses, Optional.empty());
  }

  @Test
  void aNameThatLeadsInsideIsConnectedToOnlyWhenTheOperatorSaysSo() throws IOException {
    try (HostileReceiver inside = HostileReceiver.deaf((_, _) -> { })) {
      String url = "https://localhost:" + inside.port() + "/dbt";

      Outcome refused = messenger(PUBLIC).send(Notices.webhook(url), "17", Notices.test());

      assertTrue(assertInstanceOf(Outcome.NotTaken.class, refused).answer().contains("notify.private-hosts"), refused::answer);
      assertEquals(0, inside.connections());
      Outcome tried = messenger(new ReceiverAddresses(List.of(), ReachableHosts.of(List.of("localhost"))))
          .send(Notices.webhook(url), "17", Notices.test());
      assertTrue(tried.answer().contains("certificate"), tried::answer);
      assertEquals(1, inside.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://hooks.example/dbt", "https://127.0.0.1/dbt", "https://127.1/dbt", "https://2130706433/", "https://0177.0.0.1/",
      "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://0.0.0.0/", "https://[::]/", "https://[fd00::1]/", "https://[fe80::1]/", "https://[64:ff9b::7f00:1]/",
      "https://100.64.0.1/", "https://127.0.0.1./", "https://017700000001/", "https://\uff11\uff12\uff17.0.0.1/", "https://169.254.169.254/latest/meta-data", "https://10.0.0.1/", "ftp://hooks.example/",
      "https://user:password@hooks.example/", "https://hooks.example/#x", "https:///dbt", "hooks.example/dbt", "https://hooks.example:99999/",
      "https://hooks.example/a b", "https://hooks.example/\u00fc", "file:///etc/passwd", "", "https://hooks.example/\r\nX: y"})
  void suchAnAddressIsNotEvenKept(String url) {
    assertEquals(Optional.of(FailureCode.NOTIFICATION_URL_REFUSED),
        messenger(PUBLIC).refusal(new Channel.Webhook(url, Notices.SECRET)).map(failure -> failure.code()));
    assertEquals(Optional.of(FailureCode.NOTIFICATION_URL_REFUSED),
        messenger(PUBLIC).refusal(new Channel.Slack("x", new Secret(url))).map(failure -> failure.code()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://hooks.example/dbt", "https://hooks.example:8443/dbt?x=1", "https://8.8.8.8/", "HTTPS://Hooks.Example"})
  void othersAre(String url) {
    assertEquals(Optional.empty(), messenger(PUBLIC).refusal(new Channel.Webhook(url, Notices.SECRET)));
  }

  @Test
  void theOperatorMayAllowMore() {
    ChannelMessenger messenger =
        messenger(new ReceiverAddresses(List.of("hooks.local"), ReachableHosts.of(List.of("10.20.0.0/16"))));

    assertEquals(Optional.empty(), messenger.refusal(new Channel.Webhook("http://hooks.local/dbt", Notices.SECRET)));
    assertEquals(Optional.empty(), messenger.refusal(new Channel.Webhook("https://10.20.1.1/dbt", Notices.SECRET)));
    assertTrue(messenger.refusal(new Channel.Webhook("http://10.20.1.1/dbt", Notices.SECRET)).isPresent());
  }

  @Test
  void anUnknownHostIsTold() {
    Outcome outcome = messenger(PUBLIC).send(Notices.webhook("https://nowhere.invalid/secret"), "17", Notices.test());

    assertEquals(new Outcome.NotTaken("The host nowhere.invalid is not known."), outcome);
  }
}
