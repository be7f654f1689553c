package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.notifications.Notice;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** Messages and messengers for tests. */
final class Notices {
  static final Instant SENT_AT = Instant.parse("2026-03-01T10:02:12Z");
  static final Secret SECRET = new Secret("dc_signing-secret");
  /** For receivers that never answer; the others are far quicker. */
  static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration LONG = Duration.ofSeconds(30);

  private Notices() {}

  static Notice failed(String project, String message) {
    return new Notice(NotificationEvent.RUN_FINISHED, Optional.of(about(project, RunStatus.FAILED,
        Optional.of(RunError.ofNode("model.shop.orders", Failure.of(FailureCode.MODEL_FAILED, message))))), SENT_AT);
  }

  static Notice recovered() {
    return new Notice(NotificationEvent.RUN_RECOVERED, Optional.of(about("shop", RunStatus.SUCCESSFUL, Optional.empty())), SENT_AT);
  }

  static Notice test() {
    return new Notice(NotificationEvent.TEST, Optional.empty(), SENT_AT);
  }

  private static Notice.About about(String project, RunStatus status, Optional<RunError> error) {
    Instant queued = Instant.parse("2026-03-01T10:00:00Z");
    return new Notice.About(new ProjectId(7), project, new RunId(42), status, error, URI.create("https://dbt.example/runs/42"),
        new Notice.Times(queued, Optional.of(queued.plusSeconds(1)), Optional.of(queued.plusSeconds(131))));
  }

  static NotificationTarget webhook(String url) {
    return target(new Channel.Webhook(url, SECRET));
  }

  static NotificationTarget slack(String url) {
    return target(new Channel.Slack(URI.create(url).getHost(), new Secret(url)));
  }

  static NotificationTarget target(Channel channel) {
    return new NotificationTarget(new TargetId(3), new AccountId(1),
        new NotificationTarget.Definition("on call", channel, Optional.empty(), true), 1);
  }

  /** One that may post to 127.0.0.1 by http. */
  static ChannelMessenger messenger() {
    return messenger(LONG);
  }

  static ChannelMessenger messenger(Duration longest) {
    return new ChannelMessenger(new ReceiverAddresses(List.of("127.0.0.1"), ReachableHosts.PUBLIC), Optional.empty(),
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), longest);
  }
}
