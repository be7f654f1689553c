package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.notifications.ConfigureTargets;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationTargetsTest {
  private static final String WEBHOOK = "{'name': 'on call', 'kind': 'WEBHOOK', 'url': 'https://hooks.example/dbt'}";
  private static final String SLACK = "{'name': 'team', 'kind': 'SLACK', 'url': 'https://hooks.slack.example/services/T0'}";

  private final Client client = new Client();

  private Client.Answer add(String body) {
    Client.Answer added = client.post("notification-targets", body.replace('\'', '"'));
    assertEquals(201, added.status(), added::body);
    return added;
  }

  private Channel channel(int id) {
    return client.rows.targets.find(client.account(), new TargetId(id)).orElseThrow().definition().channel();
  }

  @Test
  void theSecretOfAWebhookIsShownOnce() {
    Client.Answer added = add(WEBHOOK);
    int id = added.json().getInt("id");
    String secret = added.json().getString("secret");

    assertEquals(new Channel.Webhook("https://hooks.example/dbt", new Secret(secret)), channel(id));
    for (String path : new String[] {"notification-targets", "notification-targets/" + id}) {
      assertFalse(client.get(path).body().contains(secret), path);
    }
    JsonObject seen = client.get("notification-targets/" + id).json();
    assertEquals("https://hooks.example/dbt", seen.getString("url"));
    assertTrue(seen.getBoolean("enabled"));
    assertFalse(seen.containsKey("projectIds"));
  }

  @Test
  void anotherSecretIsMadeAndShownOnce() {
    Client.Answer added = add(WEBHOOK);
    int id = added.json().getInt("id");

    Client.Answer renewed = client.post("notification-targets/" + id + "/secret");

    assertEquals(200, renewed.status(), renewed::body);
    assertFalse(renewed.json().getString("secret").equals(added.json().getString("secret")));
    assertEquals(new Channel.Webhook("https://hooks.example/dbt", new Secret(renewed.json().getString("secret"))), channel(id));
    int slack = add(SLACK).json().getInt("id");
    assertEquals("409 TARGET_WITHOUT_SECRET", client.post("notification-targets/" + slack + "/secret").problem());
  }

  @Test
  void ofSlackOnlyTheHostIsShown() {
    Client.Answer added = add(SLACK);
    int id = added.json().getInt("id");

    for (Client.Answer answer : new Client.Answer[] {added, client.get("notification-targets/" + id), client.get("notification-targets")}) {
      assertFalse(answer.body().contains("/services/"), answer::body);
      assertTrue(answer.body().contains("hooks.slack.example"), answer::body);
    }
  }

  @Test
  void whatCannotBeReadBackStaysWhenItIsLeftOut() {
    int slack = add(SLACK).json().getInt("id");
    int webhook = add(WEBHOOK).json().getInt("id");
    Channel before = channel(slack);
    Channel.Webhook signed = (Channel.Webhook) channel(webhook);

    assertEquals(200, client.change("PATCH", "notification-targets/" + slack, "*", "{'name': 'other', 'enabled': false}").status());
    assertEquals(200, client.change("PUT", "notification-targets/" + slack, "*", "{'name': 'other', 'kind': 'SLACK'}").status());
    assertEquals(200, client.change("PATCH", "notification-targets/" + webhook, "*", "{'url': 'https://other.example/'}").status());

    assertEquals(before, channel(slack));
    assertEquals(new Channel.Webhook("https://other.example/", signed.secret()), channel(webhook));
    assertEquals("400 FIELD_MISSING url", client.change("PATCH", "notification-targets/" + webhook, "*", "{'kind': 'SLACK'}").problem());
    assertEquals(200, client.change("PATCH", "notification-targets/" + webhook, "*", "{'kind': 'EMAIL', 'email': ['a@b.example']}").status());
  }

  @Test
  void projectsAreNamedAndUnnamed() {
    long project = client.project();
    int id = add(WEBHOOK.replace("}", ", 'projectIds': [" + project + "]}")).json().getInt("id");
    assertEquals("[" + project + "]", client.get("notification-targets/" + id).json().getJsonArray("projectIds").toString());

    client.change("PATCH", "notification-targets/" + id, "*", "{'name': 'still'}");
    assertTrue(client.get("notification-targets/" + id).json().containsKey("projectIds"));
    client.change("PATCH", "notification-targets/" + id, "*", "{'projectIds': null}");

    assertFalse(client.get("notification-targets/" + id).json().containsKey("projectIds"));
  }

  @Test
  void aTargetWhoseProjectsArePurgedStaysOneOfNoneUntilOthersAreNamed() {
    int id = add(WEBHOOK.replace("}", ", 'projectIds': [" + client.project() + "]}")).json().getInt("id");
    NotificationTarget target = client.rows.targets.find(client.account(), new TargetId(id)).orElseThrow();
    NotificationTarget.Definition given = target.definition();
    client.rows.targets.update(target.changed(new NotificationTarget.Definition(given.name(), given.channel(), Optional.of(Set.of()), true)));
    String path = "notification-targets/" + id;

    JsonObject renamed = client.change("PATCH", path, "*", "{'name': 'other', 'enabled': false}").json();
    assertEquals("other []", renamed.getString("name") + " " + renamed.getJsonArray("projectIds"));
    assertEquals("400 FIELD_INVALID projectIds", client.change("PATCH", path, "*", "{'projectIds': []}").problem());
    assertEquals(1, client.change("PATCH", path, "*", "{'projectIds': [" + client.project() + "]}").json().getJsonArray("projectIds").size());
    assertFalse(client.change("PATCH", path, "*", "{'projectIds': null}").json().containsKey("projectIds"));
  }

  @Test
  void aTargetWhoseAddressIsNotPermittedAnyMoreCanBeRenamedAndSwitchedOff() {
    TargetId id = client.rows.targets.add(client.account(), new NotificationTarget.Definition("old",
        new Channel.Webhook("http://hooks.corp/", new Secret("s")), Optional.empty(), true));
    String path = "notification-targets/" + id.value();

    assertEquals(200, client.change("PATCH", path, "*", "{'name': 'other'}").status());
    assertEquals(200, client.change("PATCH", path, "*", "{'enabled': false}").status());
    assertEquals(200, client.post(path + "/secret").status());
    assertEquals("400 NOTIFICATION_URL_REFUSED url", client.change("PATCH", path, "*", "{'enabled': true}").problem());
    assertEquals("400 NOTIFICATION_URL_REFUSED url", client.change("PATCH", path, "*", "{'url': 'http://hooks.corp/b'}").problem());
  }

  @Test
  void aChangeNeedsWhatWasSeen() {
    int id = add(WEBHOOK).json().getInt("id");

    assertEquals(428, client.send(client.request("notification-targets/" + id).DELETE()).status());
    assertEquals(412, client.change("PATCH", "notification-targets/" + id, "\"7\"", "{'name': 'x'}").status());
    assertEquals(200, client.change("PATCH", "notification-targets/" + id, "\"1\"", "{'name': 'x'}").status());
    assertEquals(204, client.change("DELETE", "notification-targets/" + id, "\"2\"", "").status());
    assertEquals(404, client.get("notification-targets/" + id).status());
  }

  @Test
  void aTestTellsWhatTheOtherSideSaid() {
    int id = add(WEBHOOK).json().getInt("id");

    Client.Answer taken = client.post("notification-targets/" + id + "/test");
    assertTrue(taken.json().getBoolean("delivered"), taken::body);
    assertEquals("HTTP 200", taken.json().getString("answer"));
    client.rows.messenger.breaks(new TargetId(id));
    assertFalse(client.post("notification-targets/" + id + "/test").json().getBoolean("delivered"));
    assertEquals(NotificationEvent.TEST, client.rows.messenger.sent().stream().filter(sent -> sent.target().value() == id).findFirst()
        .orElseThrow().notice().event());
  }

  @Test
  void messagesAreListedWithWhatBecameOfThem() {
    int id = add(WEBHOOK).json().getInt("id");
    int run = client.run();
    client.rows.messages.write(client.rows.runs.lock(new RunId(run)).orElseThrow(), NotificationEvent.RUN_FINISHED);

    JsonObject message = client.get("notification-targets/" + id + "/deliveries").items().getFirst();

    assertEquals(run, message.getInt("runId"));
    assertEquals("run.finished", message.getString("event"));
    assertEquals("WAITING", message.getString("state"));
    assertEquals("404 NOT_FOUND", new Client().get("notification-targets/" + id + "/deliveries").problem());
  }

  @Test
  void anAccountHasOnlySoMany() {
    for (int number = 0; number < ConfigureTargets.MOST; number++) {
      add(WEBHOOK);
    }

    assertEquals("409 TOO_MANY_TARGETS", client.post("notification-targets", WEBHOOK.replace('\'', '"')).problem());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'kind': 'WEBHOOK', 'url': 'https://a.example/'}                                       | FIELD_MISSING name",
      "{'name': 'x', 'url': 'https://a.example/'}                                             | FIELD_MISSING kind",
      "{'name': 'x', 'kind': 'PAGER'}                                                         | FIELD_INVALID kind",
      "{'name': 'x', 'kind': 'WEBHOOK'}                                                       | FIELD_MISSING url",
      "{'name': 'x', 'kind': 'WEBHOOK', 'url': 'http://a.example/'}                           | NOTIFICATION_URL_REFUSED url",
      "{'name': 'x', 'kind': 'SLACK', 'url': 'not an address'}                                | NOTIFICATION_URL_REFUSED url",
      "{'name': 'x', 'kind': 'WEBHOOK', 'url': 'https://a.example/', 'email': ['a@b.example']} | FIELD_INVALID email",
      "{'name': 'x', 'kind': 'EMAIL', 'email': ['a@b.example'], 'url': 'https://a.example/'}  | FIELD_INVALID url",
      "{'name': 'x', 'kind': 'EMAIL'}                                                         | FIELD_MISSING email",
      "{'name': 'x', 'kind': 'EMAIL', 'email': []}                                            | FIELD_INVALID email",
      "{'name': 'x', 'kind': 'EMAIL', 'email': ['nobody']}                                    | FIELD_INVALID email",
      "{'name': 'x', 'kind': 'WEBHOOK', 'url': 'https://a.example/', 'projectIds': []}        | FIELD_INVALID projectIds",
      "{'name': 'x', 'kind': 'WEBHOOK', 'url': 'https://a.example/', 'projectIds': [4711000]} | FIELD_INVALID projectIds",
      "{'name': 'x', 'kind': 'WEBHOOK', 'url': 'https://a.example/', 'enabled': 'yes'}        | FIELD_INVALID enabled",
      "{'name': 'x', 'kind': 'WEBHOOK', 'url': 'https://a.example/', 'secret': 'mine'}        | FIELD_UNKNOWN secret"},
      quoteCharacter = '`')
  void aBadOneIsNamedByCodeAndField(String body, String problem) {
    assertEquals("400 " + problem, client.post("notification-targets", body.replace('\'', '"')).problem());
  }
}
