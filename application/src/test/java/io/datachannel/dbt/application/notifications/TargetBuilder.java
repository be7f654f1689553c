package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationTarget.Definition;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Optional;
import java.util.Set;

/** A webhook named on call that is told of all projects; say what differs. */
public final class TargetBuilder {
  private Channel channel = new Channel.Webhook("https://hooks.example/dbt", new Secret("signing-secret"));
  private Optional<Set<ProjectId>> projects = Optional.empty();
  private boolean enabled = true;

  private TargetBuilder() {}

  public static TargetBuilder aTarget() {
    return new TargetBuilder();
  }

  public TargetBuilder by(Channel value) {
    channel = value;
    return this;
  }

  public TargetBuilder of(ProjectId... ids) {
    projects = Optional.of(Set.of(ids));
    return this;
  }

  public TargetBuilder disabled() {
    enabled = false;
    return this;
  }

  public Definition definition() {
    return new Definition("on call", channel, projects, enabled);
  }
}
