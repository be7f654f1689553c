package io.datachannel.dbt.adapters.rest.notifications;

import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.NotificationTarget.Definition;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A target of notifications as the API shows it.
 *
 * @param url        of a webhook
 * @param host       of Slack, whose URL is a secret
 * @param projectIds absent when it is told of all projects; empty when those that it was told of are purged
 * @param secret     signs the messages of a webhook; only in the answer that makes it
 */
public record NotificationTargetView(int id, String name, String kind, Optional<String> url, Optional<String> host,
    Optional<List<String>> email, Optional<List<Integer>> projectIds, boolean enabled, Optional<String> secret) {
  static final String WEBHOOK = "WEBHOOK";
  static final String SLACK = "SLACK";
  static final String EMAIL = "EMAIL";

  static NotificationTargetView of(NotificationTarget target) {
    return view(target, Optional.empty());
  }

  /** The same, once, with the secret of a webhook. */
  static NotificationTargetView withSecret(NotificationTarget target) {
    return view(target, switch (target.definition().channel()) {
      case Channel.Webhook webhook -> Optional.of(webhook.secret()).map(Secret::reveal);
      case Channel.Slack _, Channel.Email _ -> Optional.empty();
    });
  }

  private static NotificationTargetView view(NotificationTarget target, Optional<String> secret) {
    Definition definition = target.definition();
    Optional<List<Integer>> projects = definition.projects().map(ids -> ids.stream().map(ProjectId::value).sorted().toList());
    int id = target.id().value();
    String kind = kindOf(definition.channel());
    return switch (definition.channel()) {
      case Channel.Webhook webhook -> new NotificationTargetView(id, definition.name(), kind, Optional.of(webhook.url()), Optional.empty(),
          Optional.empty(), projects, definition.enabled(), secret);
      case Channel.Slack slack -> new NotificationTargetView(id, definition.name(), kind, Optional.empty(), Optional.of(slack.host()),
          Optional.empty(), projects, definition.enabled(), secret);
      case Channel.Email email -> new NotificationTargetView(id, definition.name(), kind, Optional.empty(), Optional.empty(),
          Optional.of(email.addresses()), projects, definition.enabled(), secret);
    };
  }

  static String kindOf(Channel channel) {
    return switch (channel) {
      case Channel.Webhook _ -> WEBHOOK;
      case Channel.Slack _ -> SLACK;
      case Channel.Email _ -> EMAIL;
    };
  }
}
