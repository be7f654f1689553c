package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectSettings;
import java.util.List;
import java.util.Optional;

/** @param status ACTIVE, PAUSED or DELETED */
public record ProjectView(
    int id,
    String name,
    String status,
    long warehouseId,
    int credentialId,
    String repositoryUrl,
    String branch,
    String dbtVersion,
    String projectPath,
    Optional<String> packagesPath,
    List<String> arguments,
    int threads,
    long timeoutSeconds,
    String notificationLevel) {

  static ProjectView of(Project project) {
    var definition = project.definition();
    ProjectSettings settings = definition.settings();
    return new ProjectView(
        project.id().value(), definition.name(), project.status().name(), definition.warehouse().value(),
        definition.credential().value(), definition.source().repository().value(), definition.source().branch().value(),
        settings.dbtVersion().toString(), settings.projectPath().value(), settings.requirements().map(RelativePath::value),
        settings.arguments().words(), settings.threads(), settings.timeout().toSeconds(), definition.notificationLevel().name());
  }
}
