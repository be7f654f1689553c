package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.notifications.NotificationTargets;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.NotificationTarget.Definition;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of {@code dbt_notification_targets}; a secret is sealed for its account and row. */
public final class MySqlNotificationTargets implements NotificationTargets {
  private static final String WEBHOOK = "WEBHOOK";
  private static final String SLACK = "SLACK";
  private static final String EMAIL = "EMAIL";

  private final Session session;
  private final SecretSealing sealing;

  public MySqlNotificationTargets(Database database, SecretSealing sealing) {
    this.session = database.session();
    this.sealing = sealing;
  }

  @Override
  public TargetId add(AccountId account, Definition definition) {
    return session.inTransaction(() -> {
      TargetId id = new TargetId(Math.toIntExact(session.add(NotificationTargetStatements.ADD, values(account, definition))));
      session.change(NotificationTargetStatements.SEAL, named(account, id).with("sealed", sealed(account, id, definition.channel())));
      addProjects(id, definition);
      return id;
    });
  }

  @Override
  public Optional<NotificationTarget> find(AccountId account, TargetId id) {
    return read(session.all(NotificationTargetStatements.FIND, named(account, id), row -> row)).stream().findFirst();
  }

  @Override
  public Optional<NotificationTarget> lock(AccountId account, TargetId id) {
    return read(session.all(NotificationTargetStatements.LOCK, named(account, id), row -> row)).stream().findFirst();
  }

  @Override
  public int update(NotificationTarget next) {
    return session.inTransaction(() -> {
      boolean wasEnabled = session.one(NotificationTargetStatements.LOCK, named(next.account(), next.id()), row -> row.flag("enabled")).orElse(false);
      int rows = session.change(NotificationTargetStatements.UPDATE, values(next.account(), next.definition()).with("id", next.id().value())
          .with("sealed", sealed(next.account(), next.id(), next.definition().channel())).with("revision", next.revision()));
      if (rows == 1) {
        session.change(wasEnabled && next.definition().enabled() ? NotificationTargetStatements.DUE_AGAIN : NotificationTargetStatements.GIVE_UP,
            Values.of("target", next.id().value()));
        session.change(NotificationTargetStatements.CLEAR_PROJECTS, Values.of("target", next.id().value()));
        addProjects(next.id(), next.definition());
      }
      return rows;
    });
  }

  @Override
  public int delete(AccountId account, TargetId id) {
    return session.inTransaction(() -> {
      int rows = session.change(NotificationTargetStatements.DELETE, named(account, id));
      session.change(NotificationTargetStatements.DELETE_MESSAGES, named(account, id));
      return rows;
    });
  }

  @Override
  public List<NotificationTarget> list(AccountId account, Page page) {
    return read(session.all(NotificationTargetStatements.LIST,
        Values.of("account", account.value()).with("after", page.after()).with("limit", page.limit()), row -> row));
  }

  @Override
  public int count(AccountId account) {
    return session.one(NotificationTargetStatements.COUNT, Values.of("account", account.value()), row -> row.integer("number")).orElseThrow();
  }

  private void addProjects(TargetId id, Definition definition) {
    definition.projects().filter(projects -> !projects.isEmpty()).ifPresent(projects -> session.addAll(
        NotificationTargetStatements.ADD_PROJECTS,
        projects.stream().map(project -> Values.of("target", id.value()).with("project", project.value())).toList()));
  }

  private List<NotificationTarget> read(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Integer, Set<ProjectId>> projects = session.all(NotificationTargetStatements.PROJECTS,
            new Values().withAll("targets", rows.stream().map(row -> row.integer("id")).toList()),
            row -> Map.entry(row.integer("dbt_notification_target_id"), new ProjectId(row.integer("dbt_project_id")))).stream()
        .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableSet())));
    return rows.stream().map(row -> read(row, projects.getOrDefault(row.integer("id"), Set.of()))).toList();
  }

  private NotificationTarget read(Row row, Set<ProjectId> projects) {
    AccountId account = new AccountId(row.number("account_id"));
    TargetId id = new TargetId(row.integer("id"));
    Optional<Set<ProjectId>> reach = row.flag("all_projects") ? Optional.empty() : Optional.of(projects);
    return new NotificationTarget(id, account,
        new Definition(row.text("name"), channel(row, account, id), reach, row.flag("enabled")), row.number("revision"));
  }

  private Channel channel(Row row, AccountId account, TargetId id) {
    String address = row.text("address");
    return switch (row.text("kind")) {
      case WEBHOOK -> new Channel.Webhook(address, secret(row, account, id));
      case SLACK -> new Channel.Slack(address, secret(row, account, id));
      case EMAIL -> new Channel.Email(JsonText.strings(address));
      case String kind -> throw new IllegalStateException("no kind of target is called " + kind);
    };
  }

  private Secret secret(Row row, AccountId account, TargetId id) {
    String sealed = row.text("sealed_secret");
    return Secret.sealed(() -> sealing.open(sealed, account, purpose(id)));
  }

  private Optional<String> sealed(AccountId account, TargetId id, Channel channel) {
    return switch (channel) {
      case Channel.Webhook webhook -> Optional.of(sealing.seal(webhook.secret(), account, purpose(id)));
      case Channel.Slack slack -> Optional.of(sealing.seal(slack.url(), account, purpose(id)));
      case Channel.Email _ -> Optional.empty();
    };
  }

  private static Values values(AccountId account, Definition definition) {
    Values values = Values.of("account", account.value()).with("name", definition.name())
        .with("all_projects", definition.projects().isEmpty()).with("enabled", definition.enabled());
    return switch (definition.channel()) {
      case Channel.Webhook webhook -> values.with("kind", WEBHOOK).with("address", webhook.url());
      case Channel.Slack slack -> values.with("kind", SLACK).with("address", slack.host());
      case Channel.Email email -> values.with("kind", EMAIL).with("address", JsonText.array(email.addresses()).toString());
    };
  }

  private static Values named(AccountId account, TargetId id) {
    return Values.of("account", account.value()).with("id", id.value());
  }

  static String purpose(TargetId id) {
    return "notification-target/" + id.value() + "/secret";
  }
}
