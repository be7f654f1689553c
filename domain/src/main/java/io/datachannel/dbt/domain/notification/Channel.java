package io.datachannel.dbt.domain.notification;

import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;

/** The way that messages go. */
public sealed interface Channel {

  /**
   * Messages are posted as JSON.
   *
   * @param url    where they are posted
   * @param secret signs them
   */
  record Webhook(String url, Secret secret) implements Channel {}

  /**
   * Messages are posted in the form that Slack, Mattermost and others take.
   *
   * @param host what may be shown of the address
   * @param url  whoever knows it can write into the channel, so it is a secret itself
   */
  record Slack(String host, Secret url) implements Channel {}

  /** Messages are sent by e-mail. @param addresses at least one */
  record Email(List<String> addresses) implements Channel {}
}
