package io.datachannel.dbt.adapters.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import io.datachannel.dbt.application.notifications.Notice;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What arrives at a real HTTP server. */
class PostedMessagesTest {
  private Receiver receiver;

  @BeforeEach
  void open() throws IOException {
    receiver = Receiver.answering(200, "ok");
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Receiver.Post posted(Notice notice) {
    assertEquals(new Outcome.Taken("HTTP 200: ok"), Notices.messenger().send(Notices.webhook(receiver.url("/dbt")), "17", notice));
    return receiver.posts().getLast();
  }

  private static JsonObject json(Receiver.Post post) {
    try (JsonReader reader = Json.createReader(new StringReader(post.text()))) {
      return reader.readObject();
    }
  }

  @Test
  void aWebhookGetsAllOfItInMembersThatStay() {
    Receiver.Post post = posted(Notices.failed("shop", "orders: no such column"));

    assertEquals("/dbt", post.path());
    assertEquals("""
        {"event":"run.finished","deliveryId":"17","project":{"id":7,"name":"shop"},\
        "run":{"id":42,"status":"FAILED","link":"https://dbt.example/runs/42","queuedAt":"2026-03-01T10:00:00Z",\
        "startedAt":"2026-03-01T10:00:01Z","finishedAt":"2026-03-01T10:02:11Z"},\
        "firstError":{"type":"MODEL","code":"MODEL_FAILED","message":"orders: no such column","uniqueId":"model.shop.orders"}}""",
        post.text());
    assertEquals("application/json", post.header("Content-Type"));
    assertEquals("17", post.header("DataChannel-Delivery"));
  }

  @Test
  @Tag("fault-52")
  void theSignatureIsOfTimeAndBody() throws Exception {
    Receiver.Post post = posted(Notices.failed("Größe", "ü"));

    String timestamp = post.header("DataChannel-Timestamp");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("dc_signing-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String expected = HexFormat.of().formatHex(mac.doFinal((timestamp + "." + post.text()).getBytes(StandardCharsets.UTF_8)));
    assertEquals("1772359332", timestamp);
    assertEquals("sha256=" + expected, post.header("DataChannel-Signature"));
    assertFalse(post.text().contains("signing-secret"));
  }

  @Test
  void aRecoveryAndATestHaveNoError() {
    JsonObject recovered = json(posted(Notices.recovered()));
    assertEquals("run.recovered", recovered.getString("event"));
    assertEquals("SUCCESSFUL", recovered.getJsonObject("run").getString("status"));
    assertFalse(recovered.containsKey("firstError"));

    assertEquals("{\"event\":\"test\",\"deliveryId\":\"17\"}", posted(Notices.test()).text());
  }

  @Test
  void aLongErrorIsCutBetweenCharacters() {
    String message = json(posted(Notices.failed("shop", "🦆".repeat(3000)))).getJsonObject("firstError").getString("message");

    assertEquals("🦆".repeat(1000) + "…", message);
  }

  @Test
  void slackGetsItsFormAndNoUserIsCalled() {
    String url = receiver.url("/services/T0/B0/x");
    Notice notice = Notices.failed("<!channel> & co", "`code` </b> <@U1> ``` & \"x\"");

    assertEquals(new Outcome.Taken("HTTP 200: ok"), Notices.messenger().send(Notices.slack(url), "17", notice));

    Receiver.Post post = receiver.posts().getLast();
    JsonObject json = json(post);
    assertEquals("&lt;!channel&gt; &amp; co: run 42 ended FAILED", json.getString("text"));
    JsonObject first = json.getJsonArray("blocks").getJsonObject(0);
    assertEquals("section", first.getString("type"));
    assertEquals("mrkdwn", first.getJsonObject("text").getString("type"));
    assertEquals("&lt;!channel&gt; &amp; co: run 42 ended FAILED\n<https://dbt.example/runs/42|Run 42>",
        first.getJsonObject("text").getString("text"));
    assertEquals("MODEL MODEL_FAILED (model.shop.orders)\n```'code' &lt;/b&gt; &lt;@U1&gt; ''' &amp; \"x\"```",
        json.getJsonArray("blocks").getJsonObject(1).getJsonObject("text").getString("text"));
    assertEquals("17", post.header("DataChannel-Delivery"));
    assertEquals(null, post.header("DataChannel-Signature"));
  }

  @Test
  void slackIsToldOfARecoveryAndOfATest() {
    String url = receiver.url("/x");
    Notices.messenger().send(Notices.slack(url), "17", Notices.recovered());
    assertTrue(receiver.posts().getLast().text().contains("shop: run 42 ended SUCCESSFUL again"));

    Notices.messenger().send(Notices.slack(url), "18", Notices.test());
    assertTrue(receiver.posts().getLast().text().contains("this is a test"));
  }

  @Test
  void statusesBeyond299AreNoSuccess() throws IOException {
    for (int status : new int[] {400, 404, 410, 429, 500, 503}) {
      try (Receiver refusing = Receiver.answering(status, "")) {
        assertEquals(new Outcome.NotTaken("HTTP " + status),
            Notices.messenger().send(Notices.webhook(refusing.url("/dbt")), "17", Notices.test()));
      }
    }
    try (Receiver accepting = Receiver.answering(204, "")) {
      assertEquals(new Outcome.Taken("HTTP 204"), Notices.messenger().send(Notices.webhook(accepting.url("/dbt")), "17", Notices.test()));
    }
  }
}
