package io.datachannel.dbt.adapters.rest.notifications;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationTarget.Definition;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads what a user gives of a target of notifications. */
final class NotificationTargetBody {
  private static final int MOST_PROJECTS = 200;

  private final JsonBody body;
  private final Supplier<Secret> fresh;
  private final boolean keepsNone;

  private NotificationTargetBody(JsonBody body, Supplier<Secret> fresh, boolean keepsNone) {
    this.body = body;
    this.fresh = fresh;
    this.keepsNone = keepsNone;
  }

  /** @param fresh makes the secret of a webhook that has none */
  static NotificationTargetBody of(JsonBody body, Supplier<Secret> fresh) {
    return of(body, fresh, false);
  }

  /** @param keepsNone whether the target stays one of no project at all, as when those that it was of are purged */
  private static NotificationTargetBody of(JsonBody body, Supplier<Secret> fresh, boolean keepsNone) {
    body.rejectUnknown("name", "kind", "url", "email", "projectIds", "enabled");
    return new NotificationTargetBody(body, fresh, keepsNone);
  }

  Definition definition() {
    return definition(Optional.empty());
  }

  /** The secret of a webhook stays, and so does a URL of Slack that is left out, since no one can read it back. */
  Definition replacing(Definition current) {
    return definition(Optional.of(current.channel()));
  }

  private Definition definition(Optional<Channel> current) {
    return new Definition(body.requiredText("name"), channel(current), projects(), body.optionalBoolean("enabled").orElse(true));
  }

  private Channel channel(Optional<Channel> current) {
    return switch (body.requiredText("kind")) {
      case NotificationTargetView.WEBHOOK -> {
        rejectAny("email");
        Optional<Secret> kept = current.filter(Channel.Webhook.class::isInstance).map(Channel.Webhook.class::cast).map(Channel.Webhook::secret);
        yield new Channel.Webhook(body.requiredText("url"), kept.orElseGet(fresh));
      }
      case NotificationTargetView.SLACK -> {
        rejectAny("email");
        Optional<Channel> kept = current.filter(channel -> channel instanceof Channel.Slack && !body.has("url"));
        yield kept.orElseGet(() -> slack(body.requiredText("url")));
      }
      case NotificationTargetView.EMAIL -> {
        rejectAny("url");
        yield new Channel.Email(body.optionalTextList("email").orElseThrow(() -> body.missing("email")));
      }
      default -> throw new InvalidInput(FailureCode.FIELD_INVALID, "kind", "'kind' must be WEBHOOK, SLACK or EMAIL.");
    };
  }

  /** What is no URL is refused with all others that nothing is sent to. */
  private static Channel slack(String url) {
    try {
      return new Channel.Slack(Optional.ofNullable(URI.create(url).getHost()).orElse(""), new Secret(url));
    } catch (IllegalArgumentException _) {
      return new Channel.Slack("", new Secret(url));
    }
  }

  private Optional<Set<ProjectId>> projects() {
    if (keepsNone) {
      return Optional.of(Set.of());
    }
    Optional<List<Long>> given = body.optionalWholeList("projectIds", MOST_PROJECTS, 1, Integer.MAX_VALUE);
    if (given.filter(List::isEmpty).isPresent()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "projectIds",
          "'projectIds' must name a project at least; leave it out for all projects, or set 'enabled' to false for none.");
    }
    return given.map(ids -> ids.stream().map(id -> new ProjectId(Math.toIntExact(id))).collect(Collectors.toUnmodifiableSet()));
  }

  private void rejectAny(String... fields) {
    for (String field : List.of(fields)) {
      if (body.has(field)) {
        throw new InvalidInput(FailureCode.FIELD_INVALID, field,
            "A target of this kind takes no '" + field + "'; leave it out, or use another kind.");
      }
    }
  }

  /** The body that this merge patch makes of a target, but for its secret. Another kind takes over all but the address. */
  static NotificationTargetBody patching(Definition current, JsonBody patch, Supplier<Secret> fresh) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("name", current.name()).add("enabled", current.enabled());
    String kind = NotificationTargetView.kindOf(current.channel());
    json.add("kind", kind);
    if (patch.optionalText("kind").filter(other -> !other.equals(kind)).isEmpty()) {
      switch (current.channel()) {
        case Channel.Webhook webhook -> json.add("url", webhook.url());
        case Channel.Slack _ -> { }
        case Channel.Email email -> json.add("email", Json.createArrayBuilder(email.addresses()));
      }
    }
    current.projects().ifPresent(ids ->
        json.add("projectIds", Json.createArrayBuilder(ids.stream().map(ProjectId::value).toList())));
    return of(patch.patching(json.build()), fresh, !patch.mentions("projectIds") && current.projects().filter(Set::isEmpty).isPresent());
  }
}
