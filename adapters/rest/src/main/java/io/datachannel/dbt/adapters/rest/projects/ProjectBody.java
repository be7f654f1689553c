package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.project.NotificationLevel;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a project from a request. */
final class ProjectBody {
  private static final long LARGEST_ID = 4_294_967_295L;

  private ProjectBody() {}

  /** @param publicCredential is asked when the request names no credential */
  static ProjectDefinition read(JsonBody body, Supplier<CredentialId> publicCredential) {
    body.only("name", "warehouseId", "credentialId", "repositoryUrl", "branch", "dbtVersion", "projectPath", "packagesPath",
        "arguments", "threads", "timeoutSeconds", "notificationLevel");
    String name = body.text("name");
    WarehouseId warehouse = new WarehouseId(body.number("warehouseId", 1, LARGEST_ID));
    Source source = new Source(RepositoryUrl.of(body.text("repositoryUrl")), BranchName.of(body.text("branch")));
    ProjectSettings settings = settings(body);
    NotificationLevel level = level(body);
    CredentialId credential = body.optionalNumber("credentialId", 1, Integer.MAX_VALUE)
        .map(id -> new CredentialId(id.intValue())).orElseGet(publicCredential);
    return new ProjectDefinition(name, warehouse, credential, source, settings, level);
  }

  private static ProjectSettings settings(JsonBody body) {
    return new ProjectSettings(
        body.optionalText("dbtVersion").map(DbtVersion::of).orElseGet(DbtVersion::standard),
        body.optionalText("projectPath").map(path -> RelativePath.of("projectPath", path)).orElse(RelativePath.HERE),
        packagesPath(body),
        new DbtArguments(body.texts("arguments")),
        body.optionalNumber("threads", 1, 64).map(Long::intValue).orElse(ProjectSettings.STANDARD_THREADS),
        body.optionalNumber("timeoutSeconds", 1, 86_400).map(Duration::ofSeconds).orElse(ProjectSettings.STANDARD_TIMEOUT));
  }

  private static Optional<RelativePath> packagesPath(JsonBody body) {
    Optional<RelativePath> path = body.optionalText("packagesPath").map(text -> RelativePath.of("packagesPath", text));
    path.filter(given -> !given.value().endsWith(".txt")).ifPresent(given -> {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "packagesPath", "'packagesPath' names a requirements.txt; packages.yml and "
          + "dependencies.yml are found beside dbt_project.yml without being named.");
    });
    return path;
  }

  private static NotificationLevel level(JsonBody body) {
    return body.optionalText("notificationLevel").map(text -> switch (text) {
      case "SUCCESS" -> NotificationLevel.SUCCESS;
      case "ERROR" -> NotificationLevel.ERROR;
      default -> throw new InvalidInput(
          FailureCode.FIELD_INVALID, "notificationLevel", "'notificationLevel' must be SUCCESS or ERROR.");
    }).orElse(NotificationLevel.ERROR);
  }
}
