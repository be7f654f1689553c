package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries as the providers' documentation has them. */
class WebhooksTest {
  private static final String PUSH = "{\"ref\":\"refs/heads/main\",\"after\":\"c0ffee\",\"deleted\":false}";
  private static final String BITBUCKET_PUSH =
      "{\"push\":{\"changes\":[{\"new\":null},{\"new\":{\"type\":\"tag\",\"name\":\"v1\"}},{\"new\":{\"type\":\"branch\",\"name\":\"main\"}}]}}";

  private final Client client = new Client();
  private final long id = client.project();
  private final String project = "projects/" + id;
  private final JsonObject webhook = client.post(project + "/webhook").json();
  private final String secret = webhook.getString("secret");

  private boolean isRefreshed() {
    return client.rows.refreshes.isWaiting(client.account(), new ProjectId((int) id));
  }

  private HttpResponse<String> send(String address, String body, String... headers) throws Exception {
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/json")
        .headers(headers).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> github(String body, String event, String delivery) throws Exception {
    return send(webhook.getString("github"), body, "X-Hub-Signature-256", hmac(body), "X-GitHub-Event", event, "X-GitHub-Delivery", delivery);
  }

  private String hmac(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theSecretIsShownOnceAndTheAddressAlways() {
    JsonObject shown = client.get(project + "/webhook").json();

    assertFalse(shown.containsKey("secret"), shown::toString);
    assertEquals(webhook.getString("github"), shown.getString("github"));
    assertTrue(shown.getString("gitlab").matches("http://127\\.0\\.0\\.1:[0-9]+/hooks/gitlab/.+"), shown::toString);
    JsonObject again = client.post(project + "/webhook").json();
    assertNotEquals(secret, again.getString("secret"));
    assertEquals(webhook.getString("bitbucket"), again.getString("bitbucket"));
  }

  @Test
  void itIsTakenAway() throws Exception {
    assertEquals(204, client.send(client.request(project + "/webhook").DELETE()).status());
    assertEquals("404 NOT_FOUND", client.get(project + "/webhook").problem());
    assertEquals("404 NOT_FOUND", client.send(client.request(project + "/webhook").DELETE()).problem());
    assertEquals(401, github(PUSH, "push", "1").statusCode());
  }

  @Test
  void itIsTheOwnersAlone() {
    assertEquals("404 NOT_FOUND", new Client().get(project + "/webhook").problem());
    assertEquals("404 NOT_FOUND", new Client().post(project + "/webhook").problem());
    assertEquals("403 ROLE_INSUFFICIENT", client.as(Role.VIEWER).post(project + "/webhook").problem());
  }

  @Test
  void aPushThatGitHubSignsRefreshes() throws Exception {
    HttpResponse<String> answer = github(PUSH, "push", "1");

    assertEquals(202, answer.statusCode());
    assertEquals("", answer.body());
    assertTrue(isRefreshed());
    assertEquals("2026-03-01T10:00:00Z", client.get(project + "/webhook").json().getString("lastDeliveryAt"));
  }

  @Test
  void aPushWithTheTokenOfGitLabRefreshes() throws Exception {
    assertEquals(202, send(webhook.getString("gitlab"), PUSH, "X-Gitlab-Token", secret, "X-Gitlab-Event", "Push Hook").statusCode());
    assertTrue(isRefreshed());
  }

  @Test
  void aPushThatBitbucketSignsRefreshes() throws Exception {
    assertEquals(202, send(webhook.getString("bitbucket"), BITBUCKET_PUSH, "X-Hub-Signature", hmac(BITBUCKET_PUSH), "X-Event-Key",
        "repo:push", "X-Request-UUID", "1").statusCode());
    assertTrue(isRefreshed());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "ping | {\"zen\":\"Keep it logically awesome.\"}",
      "push | {\"ref\":\"refs/heads/develop\",\"deleted\":false}",
      "push | {\"ref\":\"refs/tags/main\",\"deleted\":false}",
      "push | {\"ref\":\"refs/heads/main\",\"deleted\":true}"})
  void whatMovesNoBranchOfTheProjectIsTakenAndDoesNothing(String event, String body) throws Exception {
    assertEquals(202, github(body, event, "1").statusCode());
    assertFalse(isRefreshed());
  }

  @Test
  void aBranchThatIsDeletedAtGitLabDoesNothing() throws Exception {
    String gone = "{\"ref\":\"refs/heads/main\",\"after\":\"0000000000000000000000000000000000000000\"}";
    assertEquals(202, send(webhook.getString("gitlab"), gone, "X-Gitlab-Token", secret, "X-Gitlab-Event", "Push Hook").statusCode());
    assertFalse(isRefreshed());
  }

  /** As it was taken in the first place, and as someone who has seen it sends it again. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", ""})
  @Tag("fault-52")
  void whatWasTakenOnceDoesNothingAgainUnderWhateverName(String name) throws Exception {
    assertEquals(202, github(PUSH, "push", "1").statusCode());
    ClaimedRefresh refreshed = claimed();

    assertEquals(202, github(PUSH, "push", name).statusCode());

    assertEquals(id, refreshed.refresh().project().value());
    assertFalse(isRefreshed());
    assertEquals(202, github(PUSH.replace("c0ffee", "c0ffef"), "push", "3").statusCode());
    assertTrue(isRefreshed());
  }

  @Test
  @Tag("fault-52")
  void aReplayToTheOthersDoesNothingEither() throws Exception {
    assertEquals(202, send(webhook.getString("bitbucket"), BITBUCKET_PUSH, "X-Hub-Signature", hmac(BITBUCKET_PUSH), "X-Event-Key",
        "repo:push", "X-Request-UUID", "1").statusCode());
    claimed();
    assertEquals(202, send(webhook.getString("bitbucket"), BITBUCKET_PUSH, "X-Hub-Signature", hmac(BITBUCKET_PUSH), "X-Event-Key",
        "repo:push", "X-Request-UUID", "2").statusCode());
    assertFalse(isRefreshed());

    for (int times = 0; times < 2; times++) {
      assertEquals(202, send(webhook.getString("gitlab"), PUSH, "X-Gitlab-Token", secret, "X-Gitlab-Event", "Push Hook",
          "X-Gitlab-Event-UUID", "of one push").statusCode());
      assertEquals(times == 0, isRefreshed());
      if (times == 0) {
        claimed();
      }
    }
  }

  @Test
  @Tag("fault-52")
  void theSecretOfAnotherProjectAndTheOneBeforeAreRefused() throws Exception {
    String old = hmac(PUSH);
    String ofOther = new WebhooksTest().hmac(PUSH);
    assertEquals(401, send(webhook.getString("github"), PUSH, "X-GitHub-Event", "push", "X-Hub-Signature-256", ofOther).statusCode());

    client.post(project + "/webhook");

    assertEquals(401, send(webhook.getString("github"), PUSH, "X-GitHub-Event", "push", "X-Hub-Signature-256", old).statusCode());
    assertFalse(isRefreshed());
  }

  /** The project's waiting refresh, which waits no more. */
  private ClaimedRefresh claimed() {
    Optional<ClaimedRefresh> next = client.rows.refreshes.claim("copy", Duration.ofHours(1));
    while (next.isPresent() && next.get().refresh().project().value() != id) {
      next = client.rows.refreshes.claim("copy", Duration.ofHours(1));
    }
    return next.orElseThrow();
  }

  @Test
  @Tag("fault-52")
  void whatIsNotSignedIsRefusedWithoutAWord() throws Exception {
    String address = webhook.getString("github");
    for (HttpResponse<String> answer : List.of(
        send(address, PUSH, "X-GitHub-Event", "push"),
        send(address, PUSH, "X-GitHub-Event", "push", "X-Hub-Signature-256", hmac(PUSH + " ")),
        send(address, PUSH, "X-GitHub-Event", "push", "X-Hub-Signature-256", hmac(PUSH).toUpperCase(java.util.Locale.ROOT)),
        send(address, PUSH, "X-GitHub-Event", "push", "X-Hub-Signature", hmac(PUSH)),
        send(address, PUSH, "X-GitHub-Event", "push", "X-Hub-Signature-256", ""),
        send(address, PUSH, "X-GitHub-Event", "push", "X-Hub-Signature-256", "sha256="),
        send(address, PUSH, "X-GitHub-Event", "push", "X-Hub-Signature-256", hmac(PUSH), "X-Hub-Signature-256", hmac(PUSH)),
        send(address, PUSH.replace("main", "mian"), "X-GitHub-Event", "push", "X-Hub-Signature-256", hmac(PUSH)),
        send(address + "0", PUSH, "X-GitHub-Event", "push", "X-Hub-Signature-256", hmac(PUSH)),
        send(address.replace("github", "gitea"), PUSH, "X-GitHub-Event", "push", "X-Hub-Signature-256", hmac(PUSH)),
        send(webhook.getString("gitlab"), PUSH, "X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", secret + "x"),
        send(webhook.getString("gitlab"), PUSH, "X-Gitlab-Event", "Push Hook"))) {
      assertEquals(401, answer.statusCode());
      assertEquals("", answer.body());
    }
    assertFalse(isRefreshed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "payload=%7B%7D", "{\"ref\":7}"})
  @Tag("fault-52")
  void aSignedPushThatIsNoneIsABadRequest(String body) throws Exception {
    assertEquals(400, github(body, "push", "1").statusCode());
  }

  @Test
  @Tag("fault-52")
  void aBodyIsBounded() throws Exception {
    assertEquals(413, github("x".repeat(5 * 1024 * 1024 + 1), "push", "1").statusCode());
  }

  /** Anyone may send one; it would be held in memory to be refused in the end. */
  @Test
  @Tag("fault-52")
  void theBodyOfAnAddressThatIsNoneIsNotRead() throws Exception {
    String body = "x".repeat(5 * 1024 * 1024 + 1);

    assertEquals(401, send(webhook.getString("github") + "0", body, "X-GitHub-Event", "push").statusCode());
    assertEquals(401, send(webhook.getString("github").replace("github", "gitea"), body, "X-GitHub-Event", "push").statusCode());
  }

  @Test
  @Tag("fault-52")
  void eightBodiesOfAnAccountAreReadAtOnceAndNoMore() throws Exception {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int number = 0; number < 8; number++) {
        slow.add(new RawConnection(client.rest.port).say("POST " + URI.create(webhook.getString("github")).getPath()
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"));
      }
      // They are read by threads of their own.
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
        while (github(PUSH, "push", "1").statusCode() != 503) {
          Thread.onSpinWait();
        }
      });

      assertEquals(202, new WebhooksTest().github(PUSH, "push", "1").statusCode());
    } finally {
      for (RawConnection one : slow) {
        one.close();
      }
    }
  }

  @Test
  void nothingElseIsThere() throws Exception {
    String get = "http://127.0.0.1:" + client.rest.port + "/hooks/github/x";
    assertEquals(405, HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(get)).build(), BodyHandlers.ofString()).statusCode());
  }
}
