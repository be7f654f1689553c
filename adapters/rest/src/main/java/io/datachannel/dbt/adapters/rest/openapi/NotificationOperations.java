package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.optional;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.words;

import io.datachannel.dbt.adapters.rest.notifications.DeliveriesResource.NotificationTestView;
import io.datachannel.dbt.adapters.rest.notifications.DeliveryView;
import io.datachannel.dbt.adapters.rest.notifications.NotificationTargetView;
import io.datachannel.dbt.adapters.rest.openapi.Schemas.Field;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;

/** What is said of those whom an account has told of its runs. */
final class NotificationOperations {
  private static final Field NAME = required("name", text(255), "What people call it.");
  private static final JsonObject ADDRESS = text(2000);
  private static final JsonObject ADDRESSES = Schemas.listOf(text(254), 1, 20);
  private static final String POSTED = "Where messages are posted: https, on the Internet, unless the operator allows more.";
  private static final String SLACK_URL = "The address of an incoming webhook of Slack, or of what takes the same; it is a secret, and never shown.";
  private static final String MAILED = "Where messages are sent.";
  private static final Field PROJECTS = optional("projectIds", Schemas.listOf(Schemas.whole(1, Integer.MAX_VALUE), 1, 200),
      "Of whose runs it is told; left out, those of all projects. A target that is left with none, since they are purged, is told nothing.");
  private static final Field ENABLED = optional("enabled", Schemas.with(Schemas.flag(), "default", JsonValue.TRUE),
      "Whether it is told anything.");
  private static final FailureCode[] CHECKED = {FailureCode.NOTIFICATION_URL_REFUSED, FailureCode.MAIL_NOT_CONFIGURED};

  private NotificationOperations() {}

  static Group group() {
    return Group.of("Notifications", "Whom to tell of the ends of runs. The `notificationLevel` of a project says of which: with `SUCCESS` of "
            + "every end, with `ERROR` of FAILED and PARTIAL SUCCESS; in either case once that a run was SUCCESSFUL again.",
        Operation.of("GET notification-targets", "listNotificationTargets", "List the targets of notifications")
            .answers(200, Lists.items(NotificationTargetView.class)),
        Operation.of("POST notification-targets", "addNotificationTarget", "Add a target of notifications")
            .says("The answer shows the `secret` that signs the messages of a WEBHOOK, once. Each message is posted with the headers "
                + "`DataChannel-Delivery` (the same in each attempt), `DataChannel-Timestamp` (seconds since 1970) and `DataChannel-Signature`: "
                + "`sha256=` and, in hexadecimal, the HMAC-SHA256 by the secret of the timestamp, a dot, and the body as it came.")
            .takes(kinds(required("url", ADDRESS, SLACK_URL))).refuses(CHECKED).refuses(FailureCode.TOO_MANY_TARGETS)
            .once().answers(201, NotificationTargetView.class).tagged().located(),
        Operation.of("GET notification-targets/{id}", "getNotificationTarget", "Read a target of notifications")
            .says("Of Slack only the host is shown.").answers(200, NotificationTargetView.class).tagged(),
        Operation.of("PUT notification-targets/{id}", "replaceNotificationTarget", "Replace a target of notifications")
            .says("The secret of a WEBHOOK stays; the URL of SLACK stays when it is left out. What waits is tried again at once, and given up when the target is switched off.")
            .takes(kinds(optional("url", ADDRESS, SLACK_URL))).refuses(CHECKED)
            .ifMatch().answers(200, NotificationTargetView.class).tagged(),
        Operation.of("PATCH notification-targets/{id}", "patchNotificationTarget", "Change some of a target of notifications")
            .patches(Schemas.patchOf(closed(NAME, required("kind", words(List.of("WEBHOOK", "SLACK", "EMAIL")), "By which way messages go."),
                optional("url", ADDRESS, POSTED), optional("email", ADDRESSES, MAILED), PROJECTS, ENABLED))).refuses(CHECKED)
            .ifMatch().answers(200, NotificationTargetView.class).tagged(),
        Operation.of("DELETE notification-targets/{id}", "deleteNotificationTarget", "Delete a target of notifications")
            .says("What waits for it is not sent.").ifMatch().answersNothing(204),
        Operation.of("POST notification-targets/{id}/secret", "renewNotificationSecret", "Give a webhook another secret")
            .says("The answer shows it, once; from then on it signs the messages.")
            .once().refuses(FailureCode.TARGET_WITHOUT_SECRET).answers(200, NotificationTargetView.class).tagged(),
        Operation.of("POST notification-targets/{id}/test", "testNotificationTarget", "Try a target of notifications out")
            .says("Sends a message that says that it is a test, and answers what the other side said, within ten seconds, of e-mail within a minute. "
                + "That it was not taken is a good answer, too, so it is 200.").answers(200, NotificationTestView.class),
        Operation.of("GET notification-targets/{id}/deliveries", "listDeliveries", "List what became of messages")
            .says("Newest first, for 31 days. A message that was not taken is tried again after a minute, two, four and so on, six hours at the "
                + "most, for a day; then it is FAILED. One that changes a target tries again at once.")
            .answers(200, Lists.items(DeliveryView.class)));
  }

  private static JsonObject kinds(Field slackUrl) {
    return Schemas.either(List.of(
        closed(NAME, required("kind", word("WEBHOOK"), "Messages are posted as JSON, signed."), required("url", ADDRESS, POSTED), PROJECTS, ENABLED),
        closed(NAME, required("kind", word("SLACK"), "Messages are posted in the form that Slack takes."), slackUrl, PROJECTS, ENABLED),
        closed(NAME, required("kind", word("EMAIL"), "Messages are sent by e-mail, where the operator has set a mail server."),
            required("email", ADDRESSES, MAILED), PROJECTS, ENABLED)));
  }

  private static JsonObject word(String kind) {
    return words(List.of(kind));
  }
}
