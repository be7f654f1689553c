package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.NotificationLevel;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.List;
import java.util.Optional;

/** The rows of {@code dbt_projects}, each with its one of {@code dbt_project_details}. */
public final class MySqlProjects implements Projects {
  private final Session session;

  public MySqlProjects(Database database) {
    this.session = database.session();
  }

  @Override
  public ProjectId add(Caller caller, String uuid, ProjectDefinition definition) {
    return session.inTransaction(() -> {
      long account = caller.account().value();
      long project = session.add(ProjectStatements.ADD, Values.of("account", account)
          .with("warehouse", definition.warehouse().value())
          .with("credential", definition.credential().value())
          .with("notification_level", definition.notificationLevel())
          .with("name", definition.name())
          .with("configuration", ProjectJson.of(definition.settings()))
          .with("uuid", uuid));
      long repository = repository(caller.account(), definition);
      session.add(ProjectStatements.ADD_DETAILS, Values.of("project", project)
          .with("credential", definition.credential().value())
          .with("repository", repository)
          .with("branch", definition.source().branch().value()));
      session.add(ProjectStatements.ADD_HISTORY, Values.of("project", project).with("user", caller.user().value()));
      return new ProjectId(Math.toIntExact(project));
    });
  }

  @Override
  public Optional<Project> find(AccountId account, ProjectId id) {
    return session.one(ProjectStatements.FIND,
        Values.of("id", id.value()).with("account", account.value()), MySqlProjects::read);
  }

  /** The lock first, then what is behind it: read the other way, it could be older than the lock. */
  @Override
  public Optional<Project> lock(AccountId account, ProjectId id) {
    return session.one(ProjectStatements.LOCK,
            Values.of("id", id.value()).with("account", account.value()), row -> row.integer("id"))
        .flatMap(_ -> find(account, id));
  }

  @Override
  public int update(Project next) {
    ProjectDefinition definition = next.definition();
    return session.inTransaction(() -> {
      int rows = session.change(ProjectStatements.UPDATE, Values.of("id", next.id().value())
          .with("account", next.account().value())
          .with("warehouse", definition.warehouse().value())
          .with("credential", definition.credential().value())
          .with("status", next.status())
          .with("notification_level", definition.notificationLevel())
          .with("name", definition.name())
          .with("configuration", ProjectJson.of(definition.settings()))
          .with("revision", next.revision()));
      if (rows == 1) {
        session.change(ProjectStatements.UPDATE_DETAILS, Values.of("project", next.id().value())
            .with("credential", definition.credential().value())
            .with("repository", repository(next.account(), definition))
            .with("branch", definition.source().branch().value()));
      }
      return rows;
    });
  }

  private long repository(AccountId account, ProjectDefinition definition) {
    return session.add(ProjectStatements.ADD_REPOSITORY,
        Values.of("account", account.value()).with("url", definition.source().repository().value()));
  }

  @Override
  public List<Project> list(AccountId account, Page page) {
    return session.all(ProjectStatements.LIST,
        Values.of("account", account.value()).with("after", page.after()).with("limit", page.limit()), MySqlProjects::read);
  }

  static Project read(Row row) {
    ProjectDefinition definition = new ProjectDefinition(
        row.text("name"),
        new WarehouseId(row.number("data_warehouse_id")),
        new CredentialId(row.integer("dbt_credential_id")),
        new Source(new RepositoryUrl(row.text("url")), new BranchName(row.text("branch_name"))),
        ProjectJson.settings(row.text("configuration_json")),
        NotificationLevel.valueOf(row.text("notification_level")));
    return new Project(new ProjectId(row.integer("id")), new AccountId(row.number("account_id")), row.text("uuid"),
        ProjectStatus.valueOf(row.text("status")), definition, row.number("revision"));
  }
}
