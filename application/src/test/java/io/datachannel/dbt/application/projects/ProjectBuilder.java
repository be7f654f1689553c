package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.project.NotificationLevel;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A project named shop, on branch main of https://git.example/acme/shop.git, with standard settings; say what differs. */
public final class ProjectBuilder {
  private ProjectId id = new ProjectId(1);
  private AccountId account = new AccountId(1);
  private ProjectStatus status = ProjectStatus.ACTIVE;
  private String name = "shop";
  private WarehouseId warehouse = new WarehouseId(1);
  private CredentialId credential = new CredentialId(1);
  private String repository = "https://git.example/acme/shop.git";
  private String branch = "main";
  private RelativePath path = RelativePath.HERE;
  private Optional<RelativePath> requirements = Optional.empty();
  private DbtArguments arguments = DbtArguments.NONE;
  private Duration timeout = ProjectSettings.STANDARD_TIMEOUT;

  private ProjectBuilder() {}

  public static ProjectBuilder aProject() {
    return new ProjectBuilder();
  }

  public ProjectBuilder withId(int value) {
    id = new ProjectId(value);
    return this;
  }

  public ProjectBuilder in(AccountId owner) {
    account = owner;
    return this;
  }

  public ProjectBuilder paused() {
    status = ProjectStatus.PAUSED;
    return this;
  }

  public ProjectBuilder named(String text) {
    name = text;
    return this;
  }

  public ProjectBuilder on(WarehouseId value) {
    warehouse = value;
    return this;
  }

  public ProjectBuilder with(CredentialId value) {
    credential = value;
    return this;
  }

  public ProjectBuilder from(String url, String branchName) {
    repository = url;
    branch = branchName;
    return this;
  }

  public ProjectBuilder at(String folder) {
    path = RelativePath.of("projectPath", folder);
    return this;
  }

  public ProjectBuilder requiring(String file) {
    requirements = Optional.of(RelativePath.of("requirements", file));
    return this;
  }

  public ProjectBuilder withArguments(String... words) {
    arguments = new DbtArguments(Arrays.asList(words));
    return this;
  }

  public ProjectBuilder within(Duration longest) {
    timeout = longest;
    return this;
  }

  /** What a user gives to add this project. */
  public ProjectDefinition definition() {
    return new ProjectDefinition(name, warehouse, credential, new Source(RepositoryUrl.of(repository), BranchName.of(branch)),
        new ProjectSettings(DbtVersion.standard(), path, requirements, arguments, ProjectSettings.STANDARD_THREADS, timeout),
        NotificationLevel.ERROR);
  }

  public Project build() {
    return new Project(id, account, "00000000-0000-4000-8000-%012d".formatted(id.value()), status, definition(), 1);
  }
}
